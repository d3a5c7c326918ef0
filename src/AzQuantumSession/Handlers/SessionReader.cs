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

    /// <summary>Lists sessions. A filter without matches is not an error, except for <see cref="RequiredNames"/>.</summary>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="paging">The part of the list to write.</param>
    /// <param name="workspaces">The workspaces to list, in the order of the output; empty for the default workspace.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ListAsync(
        SessionFilter filter, Paging paging, IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        var lists = new WorkspaceLists(output, resolver, workspaces);

        // Changes that are followed are written in the order in which they happen, which would repeat the headings of the groups.
        bool isGrouped = lists.HasSeveral && Follower is null;
        var missing = new HashSet<string>(RequiredNames, StringComparer.OrdinalIgnoreCase);
        bool isComplete = false;
        await paging.WriteAsync(
            ListAsync(),
            session => output.RunForItemAsync(
                session, () => WriteAsync(session.Client!, session, cancellationToken, isGrouped)));
        if (isComplete)
        {
            await WriteMissingAsync(lists, filter, missing, cancellationToken);
        }

        async IAsyncEnumerable<QuantumSession> ListAsync()
        {
            await foreach (QuantumSession session in lists.ReadAsync(
                client => client.ListSessionsAsync(filter, cancellationToken), filter.Limit, cancellationToken))
            {
                missing.Remove(session.Name);
                yield return session;
            }

            isComplete = !lists.HasFailed;
        }
    }

    private async Task WriteMissingAsync(
        WorkspaceLists lists, SessionFilter filter, HashSet<string> missing, CancellationToken cancellationToken)
    {
        if (missing.Count > 0 && !filter.HasNameOnly)
        {
            // Another condition can have excluded a session with the name.
            var named = new SessionFilter { Name = missing.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains };
            await foreach (QuantumSession session in lists.ReadAsync(
                client => client.ListSessionsAsync(named, cancellationToken), limit: null, cancellationToken))
            {
                missing.Remove(session.Name);
            }
        }

        foreach (string name in missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"No session in {lists.Description} has the name '{name}'. Check the name, or use wildcards, such as '*{name}*'.",
                name).ToError());
        }
    }

    /// <summary>Writes a session again when its status changes, until all sessions have ended.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) => Follower!.FollowAsync(
        (client, session) => output.RunForItemAsync(
            session, async () => output.WriteObject(await AddJobsAsync(client, session, cancellationToken))),
        cancellationToken);

    private async Task WriteAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken, bool isGrouped = false)
    {
        QuantumSession complete = await AddJobsAsync(client, session, cancellationToken);
        output.WriteObject(isGrouped ? complete.GroupByWorkspace() : complete);
        Follower?.Add(client, complete);
    }

    private async Task<QuantumSession> AddJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken) =>
        IncludeJobs ? await SessionJobs.AddAsync(client, session, TimeProvider.System, cancellationToken) : session;
}
