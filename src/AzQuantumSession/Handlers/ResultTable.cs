using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Collects results, and converts them to a table with a row for each job and a column for each outcome.</summary>
internal sealed class ResultTable
{
    /// <summary>The maximum number of columns for outcomes.</summary>
    public const int MaxOutcomes = 64;

    private const string JobName = nameof(QuantumOutcome.JobName);
    private const string Target = nameof(QuantumJobResult.Target);
    private const string ShotCount = nameof(QuantumJobResult.ShotCount);
    private const string Other = "Other";
    private const string ItemIndex = nameof(QuantumOutcome.ItemIndex);
    private const string JobId = nameof(QuantumOutcome.JobId);

    // PowerShell does not distinguish the case of property names. Bit strings have none, but other values of Q# programs can.
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private static readonly HashSet<string> OtherColumns = new(Names) { JobName, Target, ShotCount, Other, ItemIndex, JobId };

    private readonly List<List<QuantumJobResult>> _jobs = [];

    /// <summary>Adds a job, and returns the list for its results. The table has the order of the jobs.</summary>
    public List<QuantumJobResult> AddJob()
    {
        List<QuantumJobResult> results = [];
        _jobs.Add(results);
        return results;
    }

    /// <summary>Writes the rows. All rows have the same columns, as <c>Export-Csv</c> requires.</summary>
    public void Write(ICmdletOutput output)
    {
        QuantumJobResult[] results = [.. _jobs.SelectMany(job => job)];
        string[] outcomes =
        [
            .. results
                .SelectMany(result => result.Histogram)
                .GroupBy(outcome => outcome.Outcome, Names)
                .OrderByDescending(group => group.Max(outcome => outcome.Probability))
                .Select(group => group.Key),
        ];
        string[] columns =
        [
            .. outcomes
                .Where(outcome => !OtherColumns.Contains(outcome))
                .Take(MaxOutcomes)
                .OrderBy(outcome => outcome.Length)
                .ThenBy(outcome => outcome, StringComparer.Ordinal),
        ];
        bool hasItems = Array.Exists(results, result => result.ItemIndex is not null);
        bool hasOther = columns.Length < outcomes.Length;
        if (hasOther)
        {
            output.WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"The results have {outcomes.Length} different outcomes. The table has columns for the {columns.Length} most probable outcomes, and {Other} is the sum of the other probabilities. Without -AsTable, the results have all outcomes."));
        }

        foreach (QuantumJobResult result in results)
        {
            output.WriteObject(CreateRow(result, columns, hasOther, hasItems));
        }
    }

    private static PSObject CreateRow(QuantumJobResult result, string[] columns, bool hasOther, bool hasItems)
    {
        Dictionary<string, double> probabilities = result.Histogram
            .GroupBy(outcome => outcome.Outcome, Names)
            .ToDictionary(group => group.Key, group => group.Sum(outcome => outcome.Probability), Names);
        PSObject row = new();
        void Add(string name, object? value) => row.Properties.Add(new PSNoteProperty(name, value));

        Add(JobName, result.Name);
        if (hasItems)
        {
            Add(ItemIndex, result.ItemIndex);
        }

        Add(Target, result.Target);
        Add(ShotCount, result.ShotCount);
        foreach (string column in columns)
        {
            Add(column, probabilities.TryGetValue(column, out double probability) ? probability : CanOccur(column, result) ? 0.0 : null);
        }

        if (hasOther)
        {
            Add(Other, probabilities.Where(item => !columns.Contains(item.Key, Names)).Sum(item => item.Value));
        }

        Add(JobId, result.JobId);
        return row;
    }

    // An outcome with another number of bits is not an outcome with the probability 0.
    private static bool CanOccur(string outcome, QuantumJobResult result) =>
        result.IsParsed && result.Form == (BitString.IsBitString(outcome) ? BitString.GetForm(outcome) : null);
}
