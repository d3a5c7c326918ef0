using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads jobs by id, or lists the jobs of sessions.</summary>
internal sealed class JobReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Reads jobs by id. A missing job is an error.</summary>
    public async Task ReadAsync(
        IEnumerable<ItemReference<QuantumSessionJob>> items,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSessionJob> item in items)
        {
            await output.RunForItemAsync(item.TargetObject, async () =>
            {
                IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Client, cancellationToken);
                output.WriteObject(await client.GetJobAsync(item.Id, cancellationToken));
            });
        }
    }

    /// <summary>Lists the jobs of sessions, session by session. A filter without matches is not an error.</summary>
    public async Task ListAsync(
        IEnumerable<ItemReference<QuantumSession>> sessions,
        JobFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        foreach (ItemReference<QuantumSession> session in sessions)
        {
            await output.RunForItemAsync(session.TargetObject, async () =>
            {
                IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Client, cancellationToken);
                await paging.WriteAsync(
                    client.ListSessionJobsAsync(session.Id, filter, cancellationToken),
                    job =>
                    {
                        output.WriteObject(job);
                        return Task.CompletedTask;
                    });
            });
        }
    }
}
