namespace AzQuantumSession.Tests.Model;

/// <summary>Creates results from their outcomes.</summary>
internal static class Results
{
    public const string JobId = "5ea4e69e-b5e0-459a-b225-57ac9ea1bca0";

    /// <summary>Creates a result with counts.</summary>
    public static QuantumJobResult FromCounts(params (string Outcome, long Count)[] counts)
    {
        double total = counts.Sum(item => item.Count);
        return Create(
            [.. counts.Select(item => (item.Outcome, total > 0 ? item.Count / total : 0, (long?)item.Count))], counts.Sum(item => item.Count));
    }

    /// <summary>Creates a result with probabilities, without counts.</summary>
    public static QuantumJobResult FromProbabilities(params (string Outcome, double Probability)[] probabilities) =>
        Create([.. probabilities.Select(item => (item.Outcome, item.Probability, (long?)null))], null);

    /// <summary>Creates a result that could not be parsed.</summary>
    public static QuantumJobResult CreateUnparsed() => new() { JobId = JobId, Name = "bell", OutputDataFormat = "new.v9" };

    private static QuantumJobResult Create((string Outcome, double Probability, long? Count)[] outcomes, long? shots) => new()
    {
        JobId = JobId,
        Name = "bell",
        Target = "ionq.simulator",
        IsParsed = true,
        Histogram = QuantumOutcome.CreateHistogram(JobId, "bell", outcomes, isCountDerived: false),
        ShotCount = shots,
    };
}
