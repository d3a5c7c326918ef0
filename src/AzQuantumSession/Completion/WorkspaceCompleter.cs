using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AzQuantumSession.Connections;
using AzQuantumSession.Operations;

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
        IWorkspaceClient? client = ClientOf(fakeBoundParameters);
        IReadOnlyList<Candidate> candidates = client is null ? [] : Read(client);
        return CompletionWord.Parse(wordToComplete).Complete(candidates);
    }

    internal abstract Task<IEnumerable<Candidate>> ReadAsync(WorkspaceCatalog catalog, CancellationToken cancellationToken);

    private static IWorkspaceClient? ClientOf(IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters["Workspace"];
        return (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            QuantumWorkspace { Client: { } client } => client,
            QuantumWorkspace named => RunspaceConnections.Current.Find(named.Id)?.Client,
            string id => RunspaceConnections.Current.Find(id)?.Client,
            _ => RunspaceConnections.Current.Default?.Client,
        };
    }

    private Candidate[] Read(IWorkspaceClient client)
    {
        using var budget = new CancellationTokenSource(Budget);
        try
        {
            Task<IEnumerable<Candidate>> reading = Task.Run(() => ReadAsync(WorkspaceCatalog.Of(client), budget.Token));
            return reading.Wait(Budget) ? [.. reading.Result] : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }
}
