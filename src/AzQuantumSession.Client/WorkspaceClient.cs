namespace AzQuantumSession.Client;

/// <summary>One workspace's data plane over REST.</summary>
internal sealed class WorkspaceClient : IWorkspaceClient
{
    private readonly SessionOperations _sessions;
    private readonly JobOperations _jobs;
    private readonly JobSubmitter _submitter;
    private readonly JobResults _results;
    private readonly TargetOperations _targets;
    private readonly WorkspaceClientSettings _settings;

    public WorkspaceClient(
        WorkspaceId id, WorkspaceLocation location, WorkspaceCredential credential, string? version, string? host, WorkspaceClientSettings settings)
    {
        Workspace = new QuantumWorkspace
        {
            Id = id.ToString(),
            Name = id.WorkspaceName,
            ResourceGroupName = id.ResourceGroupName,
            SubscriptionId = id.SubscriptionId,
            Location = location.Location,
            Kind = location.Kind,
            Endpoint = location.Endpoint,
            Credential = credential.Name,
            Client = this,
        };
        ErrorContext context = new(
            $"workspace '{id.WorkspaceName}'",
            $"workspace '{id.WorkspaceName}'",
            $"the {credential.Name}",
            $"Ask an owner of workspace '{id.WorkspaceName}' for the role 'Quantum Workspace Data Contributor' on it; a new role takes some minutes.",
            credential.Advice,
            location.Endpoint,
            settings);
        RestClient rest = new(
            PipelineFactory.Create(settings, host, credential.ForDataPlane(location.Endpoint)), new ServiceErrors(context));
        WorkspaceAddress address = new(location.Endpoint, id, version);
        PageReader pages = new(rest, location.Endpoint);
        _settings = settings;
        _sessions = new SessionOperations(this, rest, pages, address);
        _jobs = new JobOperations(this, rest, pages, address);
        _targets = new TargetOperations(this, rest, pages, address);
        StorageAddresses addresses = new(rest, address, location.Endpoint);
        BlobStorage storage = new(settings, host);
        _submitter = new JobSubmitter(rest, address, _jobs, addresses, storage);
        _results = new JobResults(_jobs, addresses, storage);
    }

    public QuantumWorkspace Workspace { get; }

    public Task<QuantumSession> OpenSessionAsync(SessionOpenOptions options, CancellationToken cancellationToken) =>
        _sessions.OpenAsync(options, cancellationToken);

    public async Task<QuantumSession> GetSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        (await _sessions.GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value;

    public Task<QuantumSession> CloseSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        _sessions.CloseAsync(sessionId, cancellationToken);

    public IAsyncEnumerable<QuantumSession> ListSessionsAsync(SessionFilter filter, CancellationToken cancellationToken) =>
        _sessions.ListAsync(filter ?? throw new ArgumentNullException(nameof(filter)), cancellationToken);

    public IAsyncEnumerable<QuantumSessionJob> ListSessionJobsAsync(string sessionId, JobFilter filter, CancellationToken cancellationToken) =>
        _jobs.ListAsync(
            sessionId ?? throw new ArgumentNullException(nameof(sessionId)),
            filter ?? throw new ArgumentNullException(nameof(filter)),
            cancellationToken);

    public IAsyncEnumerable<QuantumSessionJob> ListJobsAsync(JobFilter filter, CancellationToken cancellationToken) =>
        _jobs.ListAsync(null, filter ?? throw new ArgumentNullException(nameof(filter)), cancellationToken);

    public async Task<QuantumSessionJob> GetJobAsync(string jobId, CancellationToken cancellationToken) =>
        (await _jobs.GetAsync(jobId, cancellationToken).ConfigureAwait(false)).Value;

    public Task CancelJobAsync(string jobId, CancellationToken cancellationToken) =>
        _jobs.CancelAsync(jobId, cancellationToken);

    public Task<QuantumSessionJob> SubmitJobAsync(JobSubmission submission, CancellationToken cancellationToken) =>
        _submitter.SubmitAsync(submission, cancellationToken);

    public Task<QuantumJobResult> ReceiveResultAsync(string jobId, CancellationToken cancellationToken) =>
        _results.ReceiveAsync(jobId, cancellationToken);

    public Task DownloadResultAsync(string jobId, Stream destination, CancellationToken cancellationToken) =>
        _results.DownloadAsync(jobId, destination, cancellationToken);

    public IAsyncEnumerable<Observation<QuantumSessionJob>> WatchJobsAsync(
        IReadOnlyCollection<string> jobIds,
        Predicate<QuantumSessionJob> isDone,
        TimeSpan? pollingInterval,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        ArgumentNullException.ThrowIfNull(isDone);
        PollingInterval interval = new(pollingInterval, _settings);
        return new Watch<QuantumSessionJob>(new JobPollSource(_jobs), isDone, interval).RunAsync(jobIds, cancellationToken);
    }

    public IAsyncEnumerable<QuantumTarget> ListTargetsAsync(CancellationToken cancellationToken) =>
        _targets.ListAsync(cancellationToken);

    public IAsyncEnumerable<Observation<QuantumSession>> WatchSessionsAsync(
        IReadOnlyCollection<string> sessionIds,
        Predicate<QuantumSession> isDone,
        TimeSpan? pollingInterval,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessionIds);
        ArgumentNullException.ThrowIfNull(isDone);
        PollingInterval interval = new(pollingInterval, _settings);
        return new Watch<QuantumSession>(new SessionPollSource(_sessions), isDone, interval).RunAsync(sessionIds, cancellationToken);
    }
}
