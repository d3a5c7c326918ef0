using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Completion;

/// <summary>
/// The base class of completers that read the connected workspace. Returns nothing if no workspace is connected, or if the workspace
/// returns an error or does not respond within a second, because completion must not fail.
/// </summary>
public abstract class WorkspaceCompleter : ValueCompleter
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    internal sealed override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) =>
        GetClient(boundParameters) is { } client ? Read(client, command, parameter) : [];

    /// <summary>Reads the completions.</summary>
    /// <param name="cache">The content of the workspace.</param>
    /// <param name="command">The name of the command, without its module.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    internal abstract Task<IEnumerable<CompletionItem>> ReadAsync(
        WorkspaceCache cache, string command, string parameter, CancellationToken cancellationToken);

    private static IWorkspaceClient? GetClient(IDictionary fakeBoundParameters)
    {
        object? workspace = fakeBoundParameters["Workspace"];
        return workspace.Unwrap() switch
        {
            QuantumWorkspace { Client: { } client } => client,
            QuantumWorkspace disconnected => ConnectionStore.Current.Find(disconnected.Id)?.Client,
            string id => ConnectionStore.Current.Find(id)?.Client,
            _ => ConnectionStore.Current.Default?.Client,
        };
    }

    private CompletionItem[] Read(IWorkspaceClient client, string command, string parameter)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            Task<IEnumerable<CompletionItem>> reading = Task.Run(() => ReadAsync(WorkspaceCache.For(client), command, parameter, stop.Token));
            if (reading.Wait(Timeout))
            {
                return [.. reading.Result];
            }
        }
        catch (AggregateException)
        {
            return [];
        }

        // Explicitly, because a source with a timer that is disposed at the same time does not cancel the request.
        stop.Cancel();
        return [];
    }
}
