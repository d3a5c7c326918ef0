namespace AzQuantumSession;

/// <summary>An Azure Quantum session: jobs on one target that share a low-latency reservation.</summary>
/// <remarks>
/// The properties are the properties of the resource, as defined by the API version <c>2026-01-15-preview</c> and the recorded
/// traffic of the service. A property is null if the service omitted it or returned null.
/// </remarks>
public sealed class QuantumSession : QuantumObject, IWorkspaceItem
{
    private QuantumCostEstimate? _ownEstimate;
    private SessionCost? _cost;

    static string IWorkspaceItem.TypeName => "session";

    string IWorkspaceItem.DisplayName => DisplayName;

    internal string DisplayName => $"Session '{Name}' ({Id})";

    internal QuantumSession()
    {
    }

    /// <summary>The session id: a GUID, created by the client that opened the session.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The display name. It is not unique.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The provider id, for example <c>ionq</c>. The service can change its case.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The target that every job of the session runs on, for example <c>ionq.simulator</c>.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Always <c>Session</c>. Distinguishes sessions from jobs in lists that contain both.</summary>
    public string ItemType { get; internal init; } = "Session";

    /// <summary><c>Abort</c> (the first failed job ends the session) or <c>Continue</c>.</summary>
    public string? JobFailurePolicy { get; internal init; }

    /// <summary>
    /// The status: <c>Waiting</c>, <c>Executing</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Failure(s)</c>, <c>TimedOut</c>, or a
    /// newer value of the service.
    /// </summary>
    public string Status { get; internal init; } = "";

    /// <summary>True if the session has ended (<see cref="SessionStatus.IsTerminal"/>). A session with the status <c>Failure(s)</c> has not ended.</summary>
    public bool IsTerminal => SessionStatus.IsTerminal(Status);

    /// <summary>True if the session accepts jobs according to its status.</summary>
    public bool AcceptsJobs => SessionStatus.AcceptsJobs(Status) && EndExecutionTime is null;

    /// <summary>The time when the session was opened.</summary>
    public DateTimeOffset? CreationTime { get; internal init; }

    /// <summary>The time when the first job started. The service often omits it.</summary>
    public DateTimeOffset? BeginExecutionTime { get; internal init; }

    /// <summary>The time when the session ended; null while it is open.</summary>
    public DateTimeOffset? EndExecutionTime { get; internal init; }

    /// <summary>
    /// The time from the start of the first job, or from the opening if the start is unknown, to the end of the session; null
    /// until the session has ended.
    /// </summary>
    public TimeSpan? Duration => EndExecutionTime - (BeginExecutionTime ?? CreationTime);

    /// <summary><see cref="Duration"/> in seconds, for calculations and CSV files; null until the session has ended.</summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>The time when a user last changed the session.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>The time when the service last updated the session.</summary>
    public DateTimeOffset? LastUpdatedTime { get; internal init; }

    /// <summary>
    /// The estimated cost: the estimate of the service, or the sum of the estimates of the jobs if the service estimates only those and
    /// the jobs were requested. Null if there is no estimate, or if there are estimates in several currencies
    /// (<see cref="CostByCurrency"/>). An estimate of the service without entries and with a total of 0 counts as none.
    /// </summary>
    public QuantumCostEstimate? CostEstimate
    {
        get => _cost is not null ? (_cost.Totals is [var only] ? only : null) : _ownEstimate is { IsEmpty: false } ? _ownEstimate : null;
        internal init => _ownEstimate = value;
    }

    /// <summary>The total of <see cref="CostEstimate"/>, in <see cref="Currency"/>; null if there is no estimate.</summary>
    public decimal? Cost => CostEstimate?.EstimatedTotal;

    /// <summary>The currency of <see cref="Cost"/>, as an ISO 4217 code, for example <c>USD</c>; null if there is no estimate.</summary>
    public string? Currency => CostEstimate?.CurrencyCode;

    /// <summary>The estimated cost in each currency; empty if there is no estimate, and null if the jobs were not requested.</summary>
    public IReadOnlyList<QuantumCostEstimate>? CostByCurrency { get; private set; }

    /// <summary>
    /// True if a job has no estimate, so that the session can cost more than <see cref="Cost"/>; null if the jobs were not requested.
    /// </summary>
    public bool? CostIsPartial => _cost?.IsPartial;

    /// <summary>
    /// The error of a failed session; null if the session has not failed, or the service returned no error. The service often returns the
    /// errors of the jobs only (<see cref="FirstFailure"/>).
    /// </summary>
    public QuantumErrorData? ErrorData { get; internal init; }

    /// <summary>The requested priority: <c>Standard</c> or <c>High</c>.</summary>
    public string? Priority { get; internal init; }

    /// <summary>The priority that the service assigns to the jobs of the session, for example <c>Basic</c>.</summary>
    public string? JobPriority { get; internal init; }

    /// <summary>The tags that were assigned when the session was opened.</summary>
    public IReadOnlyList<string> Tags { get; internal init => field = ReadableList<string>.From(value); } = ReadableList<string>.Empty;

    /// <summary>The usage of the session, with the keys and units of the provider.</summary>
    public IReadOnlyDictionary<string, decimal> Usage { get; internal init => field = ReadableDictionary<string, decimal>.From(value); } = ReadableDictionary<string, decimal>.Empty;

    /// <summary>The identity that opened the session.</summary>
    public string? CreatedBy { get; internal init; }

    /// <summary>The type of the identity that opened the session: <c>User</c>, <c>Application</c>, <c>ManagedIdentity</c>, or <c>Key</c>.</summary>
    public string? CreatedByType { get; internal init; }

    /// <summary>The identity that last changed the session.</summary>
    public string? LastModifiedBy { get; internal init; }

    /// <summary>The type of the identity that last changed the session: <c>User</c>, <c>Application</c>, <c>ManagedIdentity</c>, or <c>Key</c>.</summary>
    public string? LastModifiedByType { get; internal init; }

    /// <summary>
    /// The properties that the service returned and this version of the module does not know, as values, lists, and dictionaries. URIs have
    /// no query.
    /// </summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; internal init => field = ReadableDictionary<string, object?>.From(value); } = ReadableDictionary<string, object?>.Empty;

    /// <summary>The jobs of the session, with the newest job first; null if the jobs were not requested.</summary>
    public IReadOnlyList<QuantumSessionJob>? Jobs { get; private set; }

    /// <summary>The number of jobs of the session by status; null if the jobs were not requested.</summary>
    public IReadOnlyDictionary<string, int>? JobSummary { get; private set; }

    /// <summary>The failed jobs, in the order in which they failed; null if the jobs were not requested.</summary>
    public IReadOnlyList<QuantumSessionJob>? FailedJobs { get; private set; }

    /// <summary>The error of the first job that failed, which is the reason why a session failed; null if no job failed, or the jobs were not requested.</summary>
    public QuantumSessionFailure? FirstFailure { get; private set; }

    /// <summary>The time when the last job was submitted or ended, or when the session was opened if it has no jobs; null if the jobs were not requested.</summary>
    public DateTimeOffset? LastActivityTime { get; private set; }

    /// <summary>
    /// The time when the service will end the session because it is idle: <see cref="SessionStatus.IdleTimeout"/> after the last
    /// job ended, or after the opening. Null if the jobs were not requested, if the session has ended, and while a job has not ended.
    /// </summary>
    public DateTimeOffset? IdleTimeoutTime { get; private set; }

    /// <summary>
    /// What the time of the session was spent on, until its end or until it was read; null if the jobs were not requested, or the
    /// service returned no <see cref="CreationTime"/>.
    /// </summary>
    public QuantumSessionTiming? Timing { get; private set; }

    /// <summary>The ARM resource id of the session's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The client that returned the session, for later requests about it.</summary>
    internal IWorkspaceClient? Client { get; set; }

    IWorkspaceClient? IWorkspaceItem.Client => Client;

    /// <summary>Returns a copy of the session with its jobs and the properties that are calculated from them.</summary>
    /// <param name="jobs">All jobs of the session, the newest first.</param>
    /// <param name="now">The time when they were read; null for the current time.</param>
    internal QuantumSession WithJobs(IReadOnlyList<QuantumSessionJob> jobs, DateTimeOffset? now = null)
    {
        var session = (QuantumSession)MemberwiseClone();
        session.Jobs = new ReadableList<QuantumSessionJob>(jobs);
        session.JobSummary = new ReadableDictionary<string, int>(
            jobs.GroupBy(job => job.Status).ToDictionary(group => group.Key, group => group.Count()));
        session._cost = SessionCost.Create(_ownEstimate, jobs);
        session.CostByCurrency = new ReadableList<QuantumCostEstimate>(session._cost.Totals);
        session.FailedJobs = new ReadableList<QuantumSessionJob>(QuantumSessionFailure.FindFailedJobs(jobs));
        session.FirstFailure = session.FailedJobs is [var first, ..] ? QuantumSessionFailure.FromJob(first) : null;
        session.LastActivityTime = jobs.Select(job => job.EndExecutionTime ?? job.CreationTime).Append(CreationTime).Max();
        session.IdleTimeoutTime = AcceptsJobs && jobs.All(job => job.IsTerminal)
            ? session.LastActivityTime + SessionStatus.IdleTimeout
            : null;
        session.Timing = QuantumSessionTiming.Create(session, jobs, now ?? TimeProvider.System.GetUtcNow());
        return session;
    }

    /// <summary>Returns a copy of the session with the job that failed first, without the other jobs.</summary>
    internal QuantumSession WithFirstFailure(QuantumSessionJob job)
    {
        var session = (QuantumSession)MemberwiseClone();
        session.FirstFailure = QuantumSessionFailure.FromJob(job);
        return session;
    }

    internal QuantumSession WithClient(IWorkspaceClient client)
    {
        var copy = (QuantumSession)MemberwiseClone();
        copy.Client = client;
        return copy;
    }

    /// <summary>Returns the id, so that a session can be used as an id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.Line(Id);
}
