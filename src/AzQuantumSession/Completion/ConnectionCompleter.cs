using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Completes the resource ids of the connected workspaces, also by their names.</summary>
public sealed class ConnectionCompleter : ValueCompleter
{
    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        from workspace in ConnectionStore.Current.Workspaces
        orderby workspace.Name
        select new CompletionItem(workspace.Id, $"{workspace.Name} in {workspace.ResourceGroupName}, {workspace.Credential}") { Name = workspace.Name };
}
