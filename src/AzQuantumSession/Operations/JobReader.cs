using AzQuantumSession.Connections;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>Reads jobs: single ones by id, or those of a session.</summary>
internal sealed class JobReader(ICommandPipeline pipeline, WorkspaceResolver resolver)
{
    /// <summary>Reads jobs one by one; one that is not there is an error.</summary>
    public async Task ReadAsync(
        IEnumerable<Item<QuantumSessionJob>> items,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        foreach (Item<QuantumSessionJob> item in items)
        {
            await pipeline.ForItemAsync(item.ErrorTarget, async () =>
            {
                IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Client, cancellationToken);
                pipeline.WriteObject(await client.GetJobAsync(item.Id, cancellationToken));
            });
        }
    }

    /// <summary>Lists the jobs of sessions, one session after the other; a filter that finds nothing is silent.</summary>
    public async Task ListAsync(
        IEnumerable<Item<QuantumSession>> sessions,
        JobFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        foreach (Item<QuantumSession> session in sessions)
        {
            await pipeline.ForItemAsync(session.ErrorTarget, async () =>
            {
                IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Client, cancellationToken);
                await paging.WriteAsync(
                    client.ListSessionJobsAsync(session.Id, filter, cancellationToken),
                    job =>
                    {
                        pipeline.WriteObject(job);
                        return Task.CompletedTask;
                    });
            });
        }
    }
}
