using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>
/// Completes from the connected workspace. Silent where none is connected, where the workspace does not answer within a
/// second, and where it answers with an error: Tab never fails.
/// </summary>
public abstract class WorkspaceCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        IWorkspaceClient? client = GetClient(fakeBoundParameters);
        IReadOnlyList<CompletionItem> candidates = client is null ? [] : Read(client);
        return CompletionPrefix.Parse(wordToComplete).Complete(candidates);
    }

    internal abstract Task<IEnumerable<CompletionItem>> ReadAsync(WorkspaceCache catalog, CancellationToken cancellationToken);

    private static IWorkspaceClient? GetClient(IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters["Workspace"];
        return (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            QuantumWorkspace { Client: { } client } => client,
            QuantumWorkspace named => ConnectionStore.Current.Find(named.Id)?.Client,
            string id => ConnectionStore.Current.Find(id)?.Client,
            _ => ConnectionStore.Current.Default?.Client,
        };
    }

    private CompletionItem[] Read(IWorkspaceClient client)
    {
        using var budget = new CancellationTokenSource(Budget);
        try
        {
            Task<IEnumerable<CompletionItem>> reading = Task.Run(() => ReadAsync(WorkspaceCache.For(client), budget.Token));
            return reading.Wait(Budget) ? [.. reading.Result] : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }
}
