namespace AzQuantumSession;

/// <summary>An Azure Quantum session: jobs on one target that share a low-latency reservation.</summary>
/// <remarks>
/// The properties are the resource's own, as the data plane <c>2026-01-15-preview</c> and the recorded traffic of the
/// service give them. What the service left out or sent as null is null here.
/// </remarks>
public sealed class QuantumSession : IWorkspaceItem
{
    static string IWorkspaceItem.TypeName => "session";

    string IWorkspaceItem.DisplayName => DisplayName;

    internal string DisplayName => $"Session '{Name}' ({Id})";

    internal QuantumSession()
    {
    }

    /// <summary>The session's id, made by the client that opened it (a GUID).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name that the session was opened with. Not unique.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The provider's id, for example <c>ionq</c>. The service may change its case.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The target that every job of the session runs on, for example <c>ionq.simulator</c>.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Always <c>Session</c>: what tells sessions from jobs where the service lists both.</summary>
    public string ItemType { get; internal init; } = "Session";

    /// <summary><c>Abort</c> (the first failed job ends the session) or <c>Continue</c>.</summary>
    public string? JobFailurePolicy { get; internal init; }

    /// <summary>
    /// <c>Waiting</c>, <c>Executing</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Failure(s)</c>, <c>TimedOut</c>, or whatever
    /// newer value the service sent.
    /// </summary>
    public string Status { get; internal init; } = "";

    /// <summary>Whether the session has ended (<see cref="SessionStatus.IsTerminal"/>). <c>Failure(s)</c> has not.</summary>
    public bool IsTerminal => SessionStatus.IsTerminal(Status);

    /// <summary>Whether the session still takes jobs, as far as its status tells.</summary>
    public bool AcceptsJobs => SessionStatus.AcceptsJobs(Status) && EndExecutionTime is null;

    /// <summary>When the session was opened.</summary>
    public DateTimeOffset? CreationTime { get; internal init; }

    /// <summary>When the first job began. The service often leaves it out.</summary>
    public DateTimeOffset? BeginExecutionTime { get; internal init; }

    /// <summary>When the session ended; null while it is open.</summary>
    public DateTimeOffset? EndExecutionTime { get; internal init; }

    /// <summary>
    /// From the beginning (or, where the service does not say, the opening) to the end; null while the session has not
    /// ended.
    /// </summary>
    public TimeSpan? Duration => EndExecutionTime - (BeginExecutionTime ?? CreationTime);

    /// <summary>When somebody last changed the session.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>When the service last updated the session.</summary>
    public DateTimeOffset? LastUpdatedTime { get; internal init; }

    /// <summary>What the session is estimated to cost; null while the service has no estimate.</summary>
    public QuantumCostEstimate? CostEstimate { get; internal init; }

    /// <summary>Why the session failed; null where it did not or the service does not say.</summary>
    public QuantumErrorData? ErrorData { get; internal init; }

    /// <summary>The priority asked for: <c>Standard</c> or <c>High</c>.</summary>
    public string? Priority { get; internal init; }

    /// <summary>The priority that the service gives the session's jobs, for example <c>Basic</c>.</summary>
    public string? JobPriority { get; internal init; }

    /// <summary>The tags given when the session was opened.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>What the session used, by the provider's own keys and units.</summary>
    public IReadOnlyDictionary<string, decimal> Usage { get; internal init; } = EmptyUsage;

    /// <summary>Who opened the session.</summary>
    public string? CreatedBy { get; internal init; }

    /// <summary><c>User</c>, <c>Application</c>, <c>ManagedIdentity</c> or <c>Key</c>.</summary>
    public string? CreatedByType { get; internal init; }

    /// <summary>Who last changed the session.</summary>
    public string? LastModifiedBy { get; internal init; }

    /// <summary><c>User</c>, <c>Application</c>, <c>ManagedIdentity</c> or <c>Key</c>.</summary>
    public string? LastModifiedByType { get; internal init; }

    /// <summary>The session's jobs, the newest first; null where they were not asked for.</summary>
    public IReadOnlyList<QuantumSessionJob>? Jobs { get; private set; }

    /// <summary>How many jobs the session has, by their status; null where they were not asked for.</summary>
    public IReadOnlyDictionary<string, int>? JobSummary { get; private set; }

    /// <summary>When the last job was submitted or ended, or else the session opened; null where the jobs were not asked for.</summary>
    public DateTimeOffset? LastActivityTime { get; private set; }

    /// <summary>
    /// When the service will time the session out: <see cref="SessionStatus.IdleTimeout"/> after the last job ended, or after
    /// the opening. Null where the jobs were not asked for, when the session has ended, and while a job is unfinished.
    /// </summary>
    public DateTimeOffset? IdleTimeoutTime { get; private set; }

    /// <summary>The ARM resource id of the session's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>Where the session came from, so that it can be sent back there.</summary>
    internal IWorkspaceClient? Client { get; init; }

    IWorkspaceClient? IWorkspaceItem.Client => Client;

    internal static IReadOnlyDictionary<string, decimal> EmptyUsage { get; } =
        new System.Collections.ObjectModel.ReadOnlyDictionary<string, decimal>(new Dictionary<string, decimal>());

    /// <summary>The same session, with its jobs and what follows from them.</summary>
    internal QuantumSession WithJobs(IReadOnlyList<QuantumSessionJob> jobs)
    {
        var session = (QuantumSession)MemberwiseClone();
        session.Jobs = jobs;
        session.JobSummary = new System.Collections.ObjectModel.ReadOnlyDictionary<string, int>(
            jobs.GroupBy(job => job.Status).ToDictionary(group => group.Key, group => group.Count()));
        session.LastActivityTime = jobs.Select(job => job.EndExecutionTime ?? job.CreationTime).Append(CreationTime).Max();
        session.IdleTimeoutTime = AcceptsJobs && jobs.All(job => job.IsTerminal)
            ? session.LastActivityTime + SessionStatus.IdleTimeout
            : null;
        return session;
    }

    /// <summary>The id, so that a session can stand where an id is asked for.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
