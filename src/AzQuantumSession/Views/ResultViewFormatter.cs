using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>Computes the values in the views of results and of what is computed from them, as <see cref="ViewFormatter"/> does.</summary>
public static class ResultViewFormatter
{
    /// <summary>The probability of an outcome, with four decimals.</summary>
    /// <param name="item">An outcome.</param>
    public static string GetProbability(PSObject item) => HistogramRow.Read(item).Probability;

    /// <summary>The number of shots with an outcome, with a tilde if it was computed from the probability.</summary>
    /// <param name="item">An outcome.</param>
    public static string GetCount(PSObject item) => HistogramRow.Read(item).Count;

    /// <summary>A bar in proportion to the probability. The bar of the most probable outcome fills the width of the window.</summary>
    /// <param name="item">An outcome.</param>
    public static string GetBar(PSObject item)
    {
        HistogramRow row = HistogramRow.Read(item);
        // A deserialized outcome does not know the other outcomes. The scale of its bar is the probability 1.
        double max = item.BaseObject is QuantumOutcome outcome ? outcome.MaxProbability : 1;
        return Histogram.Bar(row.Outcome.Length, row.Share / max, HostWindow.Width, HostWindow.IsUtf8);
    }

    /// <summary>The name of a job, its target, and the number of its shots.</summary>
    /// <param name="item">The result of a job.</param>
    public static string GetHeading(PSObject item)
    {
        string name = $"{Text(item, nameof(QuantumJobResult.Name))}{(GetItemIndex(item) is { } index ? $"[{index}]" : "")}";
        string shots = GetShotCount(item) switch { null => "", "1" => ", 1 shot", string count => $", {count} shots" };
        string rest = $" on {Text(item, nameof(QuantumJobResult.Target))}{shots}";
        if (item.Value<bool>(nameof(QuantumJobResult.IsCountDerived)))
        {
            const string Note = " (~: derived from probabilities)";
            rest += name.Length + rest.Length + Note.Length < HostWindow.Width ? Note : " (~: derived)";
        }

        return $"{AnsiStyle.Bold}{name}{AnsiStyle.Reset}{rest}";
    }

    /// <summary>The index of the program in the job, as a string: in the condition of a view, the number 0 counts as absent.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetItemIndex(PSObject item) => item.Value<int?>(nameof(QuantumJobResult.ItemIndex))?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The header of the outcomes, which is the same for all results with outcomes of the same length.</summary>
    /// <param name="item">The result of a job.</param>
    public static string GetHistogramHeader(PSObject item) => Histogram.Header(HistogramRows(item), HostWindow.Width);

    /// <summary>The outcomes with bars, or the number of bytes if the result could not be parsed.</summary>
    /// <param name="item">The result of a job.</param>
    public static string GetHistogram(PSObject item) => item.Value<bool>(nameof(QuantumJobResult.IsParsed))
        ? ResultProperties.DescribeEstimates(item) ?? Histogram.Rows(HistogramRows(item), HostWindow.Width, HostWindow.IsUtf8)
        : $"{GetRawLength(item)} bytes in the format '{Text(item, nameof(QuantumJobResult.OutputDataFormat))}', in Text. {Text(item, nameof(QuantumJobResult.ParseError))}".TrimEnd();

    /// <summary>The number of different outcomes.</summary>
    /// <param name="item">The result of a job.</param>
    public static int GetOutcomeCount(PSObject item) => Outcomes(item).Count;

    /// <summary>The most probable outcome with its probability.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetMostProbable(PSObject item) => Outcomes(item) is { Count: > 0 } outcomes ? VisibleText.Line($"{outcomes[0]}") : null;

    /// <summary>The most probable outcome.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetMostProbableOutcome(PSObject item) => HistogramRows(item).FirstOrDefault()?.Outcome;

    /// <summary>The probability of the most probable outcome, with four decimals.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetMaxProbability(PSObject item) => HistogramRows(item).FirstOrDefault()?.Probability;

    /// <summary>The number of shots, as a string: in the condition of a view, the number 0 counts as absent.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetShotCount(PSObject item) => item.Value<long?>(nameof(QuantumJobResult.ShotCount))?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The estimated cost of a job with its currency.</summary>
    /// <param name="item">The result of a job.</param>
    public static string? GetResultCost(PSObject item) => item.Value<decimal?>(nameof(QuantumJobResult.Cost)) is { } cost
        ? new QuantumCostEstimate { EstimatedTotal = cost, CurrencyCode = Text(item, nameof(QuantumJobResult.Currency)) }.ToString()
        : null;

    /// <summary>The length of the result in the provider's format, in bytes.</summary>
    /// <param name="item">The result of a job.</param>
    public static int GetRawLength(PSObject item) => ResultProperties.GetRaw(item).Length;

    /// <summary>The expectation value, with six decimals.</summary>
    /// <param name="item">An expectation value.</param>
    public static string? GetValue(PSObject item) => Measurement(item, nameof(QuantumExpectation.Value));

    /// <summary>The standard error of an expectation value, with six decimals.</summary>
    /// <param name="item">An expectation value.</param>
    public static string? GetStandardError(PSObject item) => Measurement(item, nameof(QuantumExpectation.StandardError));

    /// <summary>The bounds of a confidence interval.</summary>
    /// <param name="item">An expectation value, or the interval of a probability.</param>
    public static string? GetInterval(PSObject item) =>
        item.Value<double?>(nameof(QuantumExpectation.LowerBound)) is { } lower && item.Value<double?>(nameof(QuantumExpectation.UpperBound)) is { } upper
            ? DisplayText.Interval(lower, upper)
            : null;

    /// <summary>The total variation distance between two results, with six decimals.</summary>
    /// <param name="item">A comparison of results.</param>
    public static string? GetTotalVariationDistance(PSObject item) => Measurement(item, nameof(QuantumResultComparison.TotalVariationDistance));

    /// <summary>The Hellinger fidelity between two results, with six decimals.</summary>
    /// <param name="item">A comparison of results.</param>
    public static string? GetHellingerFidelity(PSObject item) => Measurement(item, nameof(QuantumResultComparison.HellingerFidelity));

    private static string? Text(PSObject item, string property) => VisibleText.Line(item.Text(property));

    private static IList Outcomes(PSObject item) => item.Value<IList>(nameof(QuantumJobResult.Histogram)) ?? Array.Empty<object>();

    private static HistogramRow[] HistogramRows(PSObject item) => [.. Outcomes(item).Cast<object>().Select(HistogramRow.Read)];

    private static string? Measurement(PSObject item, string property) =>
        item.Value<double?>(property) is { } value ? DisplayText.Measurement(value) : null;
}
