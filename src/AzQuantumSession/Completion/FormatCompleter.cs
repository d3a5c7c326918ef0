namespace AzQuantumSession.Completion;

/// <summary>Completes the data formats of jobs that the module knows. A target can support other formats.</summary>
public sealed class FormatCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        parameter.StartsWith("Input", StringComparison.OrdinalIgnoreCase)
            ? ProviderTable.Formats.Select(format => new CompletionItem(format.Input, Describe(format)))
            : ProviderTable.ResultLayouts.Keys.Order(StringComparer.Ordinal).Select(format => new CompletionItem(format, $"Output format {format}"));

    private static string Describe(JobFormat format) =>
        format.Sample is null ? $"Input format {format.Input}" : $"Input format {format.Input}, for example: {format.Sample}";
}
