using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Interprets the results that a user passes to a command: results, the same results after serialization (<c>Receive-Job</c>,
/// <c>Import-Clixml</c>, JSON), and distributions.
/// </summary>
/// <param name="command">The name of the command, for error messages.</param>
internal sealed class ResultInput(string command)
{
    /// <summary>Returns the result that an argument contains.</summary>
    /// <exception cref="CmdletException">The argument is not a result.</exception>
    public QuantumJobResult ToResult(object input)
    {
        PSObject item = PSObject.AsPSObject(input);
        if (item.BaseObject is QuantumJobResult result)
        {
            return result;
        }

        return item.Value<IEnumerable>(nameof(QuantumJobResult.Histogram)) is { } histogram
            && ReadOutcomes(histogram) is { } outcomes
            && item.Text(nameof(QuantumJobResult.JobId)) is { } jobId
                ? new QuantumJobResult
                {
                    JobId = jobId,
                    ItemIndex = ToNumber<int>(item, nameof(QuantumJobResult.ItemIndex)),
                    Name = item.Text(nameof(QuantumJobResult.Name)),
                    SessionId = item.Text(nameof(QuantumJobResult.SessionId)),
                    Target = item.Text(nameof(QuantumJobResult.Target)) ?? "",
                    OutputDataFormat = item.Text(nameof(QuantumJobResult.OutputDataFormat)),
                    Histogram = QuantumOutcome.CreateHistogram(jobId, item.Text(nameof(QuantumJobResult.Name)), outcomes, IsCountDerived(item), ToNumber<int>(item, nameof(QuantumJobResult.ItemIndex))),
                    ShotCount = ToNumber<long>(item, nameof(QuantumJobResult.ShotCount)),
                    IsCountDerived = IsCountDerived(item),
                    ParseError = item.Text(nameof(QuantumJobResult.ParseError)),
                    IsParsed = item.Value<bool>(nameof(QuantumJobResult.IsParsed)),
                    Workspace = item.Text(nameof(QuantumJobResult.Workspace)) ?? "",
                }
                : throw new CmdletException(
                    ErrorIds.InputInvalid,
                    ErrorCategory.InvalidArgument,
                    $"{command} needs the result of a job, but got {Describe(item)}. Receive-AzQuantumSessionJob returns the result of a job.",
                    item.BaseObject);
    }

    /// <summary>Returns a result, or a distribution as a result. The values of a distribution are probabilities or counts.</summary>
    /// <exception cref="CmdletException">The argument is neither.</exception>
    public QuantumJobResult ToReference(object input)
    {
        if (PSObject.AsPSObject(input).BaseObject is not IDictionary distribution)
        {
            return ToResult(input);
        }

        double total = 0;
        List<(string Outcome, double Value, long? Count)> outcomes = [];
        foreach ((string outcome, double value) in ToNumbers(distribution, "outcome"))
        {
            total += value;
            outcomes.Add(value >= 0 ? (outcome, value, null) : throw Invalid($"The value of the outcome '{outcome}' is negative.", distribution));
        }

        return total > 0
            ? new QuantumJobResult
            {
                Histogram = QuantumOutcome.CreateHistogram("", null, outcomes.Select(item => item with { Value = item.Value / total }), isCountDerived: false),
                IsParsed = true,
            }
            : throw Invalid("The distribution has no outcomes.", distribution);
    }

    /// <summary>Returns the entries of a dictionary with strings as keys and finite numbers as values.</summary>
    /// <param name="entries">The dictionary.</param>
    /// <param name="keyKind">What the keys are, for error messages.</param>
    /// <exception cref="CmdletException">A key is not a string, or a value is not a finite number.</exception>
    public static IReadOnlyList<KeyValuePair<string, double>> ToNumbers(IDictionary entries, string keyKind)
    {
        List<KeyValuePair<string, double>> numbers = [];
        foreach (DictionaryEntry entry in entries)
        {
            if (entry.Key.Unwrap() is not string key)
            {
                throw Invalid($"'{entry.Key}' is not a string. Enclose each {keyKind} in quotes.", entries);
            }

            numbers.Add(ToNumber<double>(entry.Value) is { } number && double.IsFinite(number)
                ? new(key, number)
                : throw Invalid($"The value of the {keyKind} '{key}' is not a number: '{entry.Value}'.", entries));
        }

        return numbers;
    }

    private static List<(string Outcome, double Probability, long? Count)>? ReadOutcomes(IEnumerable histogram)
    {
        List<(string Outcome, double Probability, long? Count)> outcomes = [];
        foreach (object value in histogram)
        {
            PSObject item = PSObject.AsPSObject(value);
            if (item.Text(nameof(QuantumOutcome.Outcome)) is not { } outcome || ToNumber<double>(item, nameof(QuantumOutcome.Probability)) is not { } probability)
            {
                return null;
            }

            outcomes.Add((outcome, probability, ToNumber<long>(item, nameof(QuantumOutcome.Count))));
        }

        return outcomes;
    }

    private static bool IsCountDerived(PSObject item) => item.Value<bool>(nameof(QuantumJobResult.IsCountDerived));

    private static T? ToNumber<T>(PSObject item, string property)
        where T : struct => ToNumber<T>(item.Read(property));

    // The numbers of JSON have other types than the numbers of results.
    private static T? ToNumber<T>(object? value)
        where T : struct =>
        value.Unwrap() is not (null or bool or string { Length: 0 })
        && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T number)
            ? number
            : null;

    private static CmdletException Invalid(string message, object target) =>
        new(ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, message, target) { IsTerminating = true };

    private static string Describe(PSObject item) => item.BaseObject switch
    {
        QuantumSessionJob job => $"the job '{job.Name}' ({job.Id})",
        QuantumSession session => $"the session '{session.Name}' ({session.Id})",
        _ => $"an object of type {item.BaseObject.GetType().Name}",
    };
}
