using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads jobs by id, or lists the jobs of sessions.</summary>
internal sealed class JobReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Follows the jobs after they are written; null to write them once.</summary>
    public ItemFollower<QuantumSessionJob>? Follower { get; init; }

    /// <summary>Reads a job by id. A missing job is an error, and a job that does not match the filter is not.</summary>
    public async Task ReadAsync(
        ItemReference<QuantumSessionJob> item, JobFilter filter, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSessionJob job = await client.GetJobAsync(item.Id, cancellationToken);
        if ((filter.Statuses.Count == 0 || filter.Statuses.Contains(job.Status, StringComparer.OrdinalIgnoreCase))
            && filter.Name?.Invoke(job.Name ?? "") is not false)
        {
            Write(job);
        }
    }

    /// <summary>Lists the jobs of a session. A filter without matches is not an error.</summary>
    public async Task ListAsync(
        ItemReference<QuantumSession> session,
        JobFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Origin, cancellationToken);
        await paging.WriteAsync(
            client.ListSessionJobsAsync(session.Id, filter, cancellationToken),
            job =>
            {
                Write(job);
                return Task.CompletedTask;
            });
    }

    /// <summary>Writes a job again when its status changes, until all jobs have ended.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) => Follower!.FollowAsync(
        (_, job) =>
        {
            output.WriteObject(job);
            return Task.CompletedTask;
        },
        cancellationToken);

    private void Write(QuantumSessionJob job)
    {
        output.WriteObject(job);
        Follower?.Add(job.Client!, job);
    }
}
