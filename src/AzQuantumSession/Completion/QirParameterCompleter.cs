namespace AzQuantumSession.Completion;

/// <summary>Completes the parameters of QIR programs. A program can have other entry points, and a target other profiles.</summary>
public sealed class QirParameterCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        parameter.StartsWith('E')
            ? [new CompletionItem(ProviderTable.DefaultEntryPoint, "The default entry point")]
            : ProviderTable.TargetCapabilities.Select(capability => new CompletionItem(capability.Name, capability.Description));
}
