namespace AzQuantumSession.Completion;

/// <summary>Completes the names of the files that jobs usually have.</summary>
public sealed class FileNameCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
    [
        new("inputData", "The input"),
        new("rawOutputData", "The result in the format of the provider"),
        new("outputData", "The result in a format of the service"),
    ];
}
