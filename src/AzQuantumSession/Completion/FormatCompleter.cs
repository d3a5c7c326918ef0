namespace AzQuantumSession.Completion;

/// <summary>Completes the data formats of jobs that the module knows. A target can support other formats.</summary>
public sealed class FormatCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        parameter.StartsWith("Input", StringComparison.OrdinalIgnoreCase)
            ? JobFormats.InputFormats.Select(format => new CompletionItem(format, $"Input format {format}"))
            : JobFormats.OutputFormats.Select(format => new CompletionItem(format, $"Output format {format}"));
}
