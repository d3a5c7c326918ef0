using AzQuantumSession.Connections;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>Reads sessions: single ones by id, or a list.</summary>
internal sealed class SessionReader(ICommandPipeline pipeline, WorkspaceResolver resolver)
{
    /// <summary>Reads sessions one by one; one that is not there is an error.</summary>
    public async Task ReadAsync(IEnumerable<SessionItem> items, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        foreach (SessionItem item in items)
        {
            await pipeline.ForItemAsync(item.ErrorTarget, async () =>
            {
                IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Client, cancellationToken);
                pipeline.WriteObject(await client.GetSessionAsync(item.Id, cancellationToken));
            });
        }
    }

    /// <summary>Lists sessions; a filter that finds nothing is silent.</summary>
    public async Task ListAsync(
        SessionFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, null, cancellationToken);
        await paging.WriteAsync(client.ListSessionsAsync(filter, cancellationToken), pipeline.WriteObject);
    }
}
