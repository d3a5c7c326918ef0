using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads sessions by id, or lists them.</summary>
internal sealed class SessionReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Whether to read the jobs of each session, and the properties that are computed from them.</summary>
    public bool IncludeJobs { get; init; }

    /// <summary>The names without wildcards. A name that no session has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Follows the sessions after they are written; null to write them once.</summary>
    public ItemFollower<QuantumSession>? Follower { get; init; }

    /// <summary>Reads a session by id. A missing session is an error.</summary>
    public async Task ReadAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session = await client.GetSessionAsync(item.Id, cancellationToken);
        await WriteAsync(client, session, cancellationToken);
    }

    /// <summary>Lists sessions; see <see cref="ItemLister{T}.ListAsync"/>.</summary>
    public Task ListAsync(
        ItemFilter filter, Paging paging, IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken) =>
        new ItemLister<QuantumSession>(output, resolver, static (client, filter, token) => client.ListSessionsAsync(filter, token))
        {
            RequiredNames = RequiredNames,
        }.ListAsync(
            filter,
            paging,
            workspaces,
            (session, hasSeveral) => WriteAsync(session.Client!, session, cancellationToken, hasSeveral),
            cancellationToken);

    /// <summary>Writes a session again when its status changes, until all sessions have ended.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) => Follower!.FollowAsync(
        (client, session) => output.RunForItemAsync(
            session, async () => output.WriteObject(await AddJobsAsync(client, session, cancellationToken))),
        cancellationToken);

    private async Task WriteAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken, bool hasSeveral = false)
    {
        QuantumSession complete = await AddJobsAsync(client, session, cancellationToken);

        // Changes that are followed are written in the order in which they happen, which would repeat the headings of the groups.
        output.WriteObject(hasSeveral && Follower is null ? complete.GroupByWorkspace() : complete);
        Follower?.Add(client, complete);
    }

    private async Task<QuantumSession> AddJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken) =>
        IncludeJobs ? await SessionJobs.AddAsync(client, session, TimeProvider.System, cancellationToken) : session;
}
