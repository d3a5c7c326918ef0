using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads jobs by id, or lists the jobs of sessions.</summary>
internal sealed class JobReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The names without wildcards. A name that no job of the workspace has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Whether to list only jobs that belong to no session.</summary>
    public bool StandaloneOnly { get; init; }

    /// <summary>Follows the jobs after they are written; null to write them once.</summary>
    public ItemFollower<QuantumSessionJob>? Follower { get; init; }

    /// <summary>Reads a job by id. A missing job is an error, and a job that does not match the filter is not.</summary>
    public async Task ReadAsync(
        ItemReference<QuantumSessionJob> item, ItemFilter filter, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSessionJob job = await client.GetJobAsync(item.Id, cancellationToken);
        if ((filter.Statuses.Count == 0 || filter.Statuses.Contains(job.Status, StringComparer.OrdinalIgnoreCase))
            && filter.Name?.Invoke(job.Name ?? "") is not false)
        {
            Write(job);
        }
    }

    /// <summary>Lists the jobs of workspaces; see <see cref="ItemLister{T}.ListAsync"/>.</summary>
    public Task ListAsync(
        ItemFilter filter, Paging paging, IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        Func<IWorkspaceClient, ItemFilter, CancellationToken, IAsyncEnumerable<QuantumSessionJob>> list = StandaloneOnly
            ? static (client, filter, token) => client.ListStandaloneJobsAsync(filter, token)
            : static (client, filter, token) => client.ListJobsAsync(filter, token);
        return new ItemLister<QuantumSessionJob>(output, resolver, list) { RequiredNames = RequiredNames }.ListAsync(
            filter,
            paging,
            workspaces,
            (job, hasSeveral) =>
            {
                Write(job, hasSeveral);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <summary>Lists the jobs of a session. A filter without matches is not an error.</summary>
    public async Task ListAsync(
        ItemReference<QuantumSession> session,
        ItemFilter filter,
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

    private void Write(QuantumSessionJob job, bool hasSeveral = false)
    {
        // Changes that are followed are written in the order in which they happen, which would repeat the headings of the groups.
        output.WriteObject(hasSeveral && Follower is null ? job.GroupByWorkspace() : job);
        Follower?.Add(job.Client!, job);
    }
}
