using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Where a job runs, as the user specified it: in a session, or on a target without a session.</summary>
internal sealed record JobDestination
{
    private JobDestination()
    {
    }

    /// <summary>The session; null for a job without a session.</summary>
    public ItemReference<QuantumSession>? Session { get; private init; }

    /// <summary>The target of the job; empty if only the id of a session is specified.</summary>
    public string Target { get; private init; } = "";

    /// <summary>The provider of the target; null or empty if it is not specified.</summary>
    public string? ProviderId { get; private init; }

    /// <summary>The connection and the workspace that the session comes from; null for a job without a session.</summary>
    public ItemOrigin? Origin => Session?.Origin;

    /// <summary>The target object of errors about the destination.</summary>
    public object TargetObject => Session?.TargetObject ?? Target;

    /// <summary>Returns the destination of jobs in a session. Its provider and target are known also after serialization.</summary>
    public static JobDestination InSession(QuantumSession session) => new()
    {
        Session = ItemReference<QuantumSession>.From(session),
        Target = session.Target,
        ProviderId = session.ProviderId,
    };

    /// <summary>Returns the destination of jobs in a session that is specified by its id.</summary>
    public static JobDestination InSession(string sessionId) => new() { Session = new(sessionId) };

    /// <summary>Returns the destination of jobs without a session.</summary>
    /// <param name="target">The id of the target.</param>
    /// <param name="providerId">The id of its provider; null if the workspace determines it.</param>
    public static JobDestination OnTarget(string target, string? providerId) => new() { Target = target, ProviderId = providerId };

    /// <summary>Returns the destination for confirmation prompts.</summary>
    /// <param name="workspace">The description of the workspace.</param>
    public string Describe(string workspace) => Session is null ? $"on target '{Target}' in {workspace}" : $"in {Session.Description} of {workspace}";
}

/// <summary>A destination whose provider and target are known.</summary>
/// <param name="SessionId">The id of the session; null for a job without a session.</param>
/// <param name="ProviderId">The id of the provider.</param>
/// <param name="Target">The id of the target.</param>
internal sealed record ResolvedJobDestination(string? SessionId, string ProviderId, string Target);

/// <summary>
/// Determines the provider and the target of destinations. A session or target is read once, because neither changes, also if several jobs
/// need it at the same time. A session that was opened, or read for an earlier command, is not read again.
/// </summary>
internal sealed class JobDestinationResolver
{
    private readonly SharedReads<QuantumSession> _sessions = new();
    private readonly TargetFinder _targets = new();

    /// <summary>Returns the provider and the target of a destination.</summary>
    /// <param name="client">The client of the workspace.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="output">Receives a warning if the target is not available, once for each target.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CmdletException">No provider of the workspace offers the target, or several do.</exception>
    public async Task<ResolvedJobDestination> ResolveAsync(
        IWorkspaceClient client, JobDestination destination, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (destination is { ProviderId: { Length: > 0 } providerId, Target.Length: > 0 })
        {
            return new(destination.Session?.Id, providerId, destination.Target);
        }

        if (destination.Session is { } reference)
        {
            QuantumSession session = WorkspaceCache.For(client).FindOpenedSession(reference.Id)
                ?? await _sessions.GetAsync(client, reference.Id, () => ReadSessionAsync(client, reference.Id, cancellationToken));
            return new(session.Id, session.ProviderId, session.Target);
        }

        QuantumTarget target = await _targets.FindAsync(client, destination.Target, cancellationToken);
        _targets.WarnIfNotAvailable(output, target, "Its jobs wait until the target is available");
        return new(null, target.ProviderId, target.Id);
    }

    private static async Task<QuantumSession> ReadSessionAsync(IWorkspaceClient client, string id, CancellationToken cancellationToken)
    {
        QuantumSession session = await client.GetSessionAsync(id, cancellationToken);
        WorkspaceCache.For(client).AddOpenedSession(session);
        return session;
    }
}
