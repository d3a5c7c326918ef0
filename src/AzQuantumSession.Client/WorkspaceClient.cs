using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Jobs;
using AzQuantumSession.Client.Polling;
using AzQuantumSession.Client.Quotas;
using AzQuantumSession.Client.Sessions;
using AzQuantumSession.Client.Storage;
using AzQuantumSession.Client.Targets;
using AzQuantumSession.Client.Workspaces;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>The client of a workspace's data plane, based on REST.</summary>
internal sealed class WorkspaceClient : IWorkspaceClient
{
    private readonly SessionsApi _sessions;
    private readonly JobsApi _jobs;
    private readonly ContainerPrefetcher _prefetcher;
    private readonly JobSubmitter _submitter;
    private readonly JobInputs _inputs;
    private readonly JobFiles _files;
    private readonly JobResults _results;
    private readonly QubitCounts _qubitCounts;
    private readonly JobTimings _timings;
    private readonly TargetsApi _targets;
    private readonly QuotasApi _quotas;
    private readonly WorkspaceClientSettings _settings;
    private readonly WorkspaceCredential _credential;
    private readonly ConnectionValidator _validator;
    private readonly WorkspaceLocation _location;
    private readonly ResourceManagerConnection _resourceManager;
    private readonly string? _version;
    private readonly string? _host;
    private int _isClosed;

    public WorkspaceClient(
        WorkspaceLocation location,
        WorkspaceCredential credential,
        ResourceManagerConnection resourceManager,
        string? version,
        string? host,
        WorkspaceClientSettings settings,
        QubitCounts? qubitCounts = null,
        JobTimings? timings = null)
    {
        WorkspaceId id = location.Id;
        Workspace = CreateWorkspace(location, credential.Name);
        _location = location;
        _resourceManager = resourceManager;
        _version = version;
        _host = host;
        _settings = settings;
        _credential = credential;
        HttpPipelinePolicy authentication = credential.ForDataPlane(location.Endpoint);
        EndpointHint hint = new(location.Kind is null ? Region.V2Endpoint(location.Endpoint) : null, location.Problem);
        RequestThrottle throttle = RequestThrottle.For(location.Endpoint, id, settings.TimeProvider);
        ApiClient api = CreateApi(settings, authentication, throttle);
        WorkspaceUriBuilder uriBuilder = new(location.Endpoint, id, version);
        PageReader pages = new(api, location.Endpoint);

        // The next submission waits for a request in the background, and sends it again if it fails.
        ApiClient background = CreateApi(settings.ForConnecting() with { MaxRetries = 0 }, credential.ForBackground(location.Endpoint), throttle);
        SasUriProvider backgroundSasUriProvider = new(background, uriBuilder, location.Endpoint);
        _prefetcher = new ContainerPrefetcher(
            (jobId, token) => backgroundSasUriProvider.RequestContainerAsync(jobId, new RequestDescription($"request the container of job '{jobId}'"), token),
            uriBuilder.IsContainerCreatedByService,
            settings.TimeProvider);
        _sessions = new SessionsApi(this, api, pages, uriBuilder, ForgetSession);
        _jobs = new JobsApi(this, api, pages, uriBuilder);
        _targets = new TargetsApi(this, api, pages, uriBuilder);
        _quotas = new QuotasApi(this, pages, uriBuilder, location, resourceManager);
        SasUriProvider sasUriProvider = new(api, uriBuilder, location.Endpoint);
        BlobStorage storage = new(settings, host);
        _qubitCounts = qubitCounts ?? new();
        _timings = timings ?? new(settings.TimeProvider);
        _submitter = new JobSubmitter(api, uriBuilder, _jobs, _prefetcher, sasUriProvider, storage, _qubitCounts, _timings);
        JobUriRefresher refresher = new(_jobs, settings.TimeProvider);
        _inputs = new JobInputs(refresher, sasUriProvider, storage);
        _files = new JobFiles(refresher, sasUriProvider, storage);
        _results = new JobResults(refresher, sasUriProvider, storage, _files, _qubitCounts, settings);

        HttpSettings validationSettings = settings.ForConnecting();
        _validator = new ConnectionValidator(CreateApi(validationSettings, authentication, requestThrottle: null), uriBuilder, validationSettings);

        ApiClient CreateApi(HttpSettings httpSettings, HttpPipelinePolicy policy, RequestThrottle? requestThrottle)
        {
            string workspace = $"workspace '{id.WorkspaceName}'";
            ServiceErrorFactory errors = new(
                workspace, workspace, $"the {credential.Name}", credential.GetAccessAdvice(workspace), credential.Advice, location.Endpoint, httpSettings, hint);
            return new ApiClient(PipelineFactory.Create(httpSettings, host, policy, requestThrottle), errors, ThrowIfClosed);
        }
    }

    public QuantumWorkspace Workspace { get; }

    /// <summary>Signs in and sends an inexpensive request, so that a problem of the connection is reported now.</summary>
    public async Task ValidateAsync(CancellationToken cancellationToken)
    {
        await _credential.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await _validator.ValidateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the workspaces that a credential can see. Their clients share the credential.</summary>
    public static IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(
        WorkspaceCredential credential,
        ResourceManagerConnection resourceManager,
        string? version,
        string? host,
        WorkspaceClientSettings settings,
        CancellationToken cancellationToken)
    {
        const string Action = "Sign in with Connect-AzAccount or az login. Then connect a workspace by its name with "
            + "Connect-AzQuantumWorkspace, or run Disconnect-AzQuantumWorkspace to use the default credential.";
        ResourceManagerClient client = resourceManager.CreateClient(
            "the subscriptions that it can see",
            static credential => new InvalidWorkspaceException(
                "Credential", $"The workspaces cannot be listed with an {credential.Name}, which belongs to one workspace. {Action}"));
        return ConnectAsync();

        async IAsyncEnumerable<QuantumWorkspace> ConnectAsync()
        {
            await foreach (WorkspaceLocation location in client.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return new WorkspaceClient(location, credential.Share(), resourceManager, version, host, settings).Workspace;
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _prefetcher.Dispose();
            _credential.Dispose();
        }
    }

    public IWorkspaceClient Duplicate()
    {
        ThrowIfClosed();
        return new WorkspaceClient(_location, _credential.Share(), _resourceManager, _version, _host, _settings, _qubitCounts, _timings);
    }

    public Task<QuantumSession> OpenSessionAsync(SessionOpenOptions options, CancellationToken cancellationToken) =>
        _sessions.OpenAsync(options, cancellationToken);

    public async Task<QuantumSession> GetSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        (await _sessions.GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value;

    public Task<QuantumSession> CloseSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        ForgetSession(sessionId);
        return _sessions.CloseAsync(sessionId, cancellationToken);
    }

    public IAsyncEnumerable<QuantumSession> ListSessionsAsync(ItemFilter filter, CancellationToken cancellationToken) =>
        _sessions.ListAsync(filter ?? throw new ArgumentNullException(nameof(filter)), cancellationToken);

    public IAsyncEnumerable<QuantumSessionJob> ListSessionJobsAsync(string sessionId, ItemFilter filter, CancellationToken cancellationToken) =>
        _jobs.ListAsync(
            JobList.ForSession(sessionId ?? throw new ArgumentNullException(nameof(sessionId))),
            filter ?? throw new ArgumentNullException(nameof(filter)),
            cancellationToken);

    public IAsyncEnumerable<QuantumSessionJob> ListJobsAsync(ItemFilter filter, CancellationToken cancellationToken) =>
        _jobs.ListAsync(JobList.Workspace, filter ?? throw new ArgumentNullException(nameof(filter)), cancellationToken);

    public IAsyncEnumerable<QuantumSessionJob> ListStandaloneJobsAsync(ItemFilter filter, CancellationToken cancellationToken) =>
        _jobs.ListAsync(JobList.Standalone, filter ?? throw new ArgumentNullException(nameof(filter)), cancellationToken);

    public async Task<QuantumSessionJob> GetJobAsync(string jobId, CancellationToken cancellationToken) =>
        (await _jobs.GetAsync(jobId, cancellationToken).ConfigureAwait(false)).Value;

    public Task UpdateJobAsync(string jobId, JobUpdate update, CancellationToken cancellationToken) =>
        _jobs.UpdateAsync(jobId, update ?? throw new ArgumentNullException(nameof(update)), cancellationToken);

    public Task DeleteJobAsync(string jobId, CancellationToken cancellationToken) => _jobs.DeleteAsync(jobId, cancellationToken);

    public Task<QuantumSessionJob?> CancelJobAsync(string jobId, CancellationToken cancellationToken) =>
        _jobs.CancelAsync(jobId, cancellationToken);

    public string CreateJobId(string? sessionId) => _prefetcher.CreateJobId(sessionId);

    public Task<QuantumSessionJob> SubmitJobAsync(JobSubmission submission, CancellationToken cancellationToken) =>
        _submitter.SubmitAsync(submission, cancellationToken);

    public Task<bool> DownloadInputAsync(QuantumSessionJob job, Stream destination, CancellationToken cancellationToken) =>
        _inputs.DownloadAsync(job, destination, cancellationToken);

    public string? FindInputError(string inputFormat, Stream input) => InputValidator.FindError(inputFormat, input);

    public Task<IReadOnlyList<QuantumJobResult>> ReceiveResultsAsync(QuantumSessionJob job, long? maxSize, CancellationToken cancellationToken) =>
        _results.ReceiveAsync(job, maxSize, cancellationToken);

    public Task DownloadResultAsync(QuantumSessionJob job, Stream destination, long? maxSize, CancellationToken cancellationToken) =>
        _results.DownloadAsync(job, destination, maxSize, cancellationToken);

    public Task<IReadOnlyList<QuantumJobFile>> ListJobFilesAsync(QuantumSessionJob job, CancellationToken cancellationToken) =>
        _files.ListAsync(job, cancellationToken);

    public Task DownloadJobFileAsync(QuantumJobFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken) =>
        _files.DownloadAsync(file, destination, progress, cancellationToken);

    public IAsyncEnumerable<QuantumTarget> ListTargetsAsync(CancellationToken cancellationToken) =>
        _targets.ListAsync(cancellationToken);

    public Task<WorkspaceQuotas> ListQuotasAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken) =>
        _quotas.ListAsync(providerIds ?? throw new ArgumentNullException(nameof(providerIds)), cancellationToken);

    public IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return ListWorkspacesAsync(_credential, _resourceManager, _version, _host, _settings, cancellationToken);
    }

    public async IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> WatchJobsAsync(
        IReadOnlyCollection<WatchedItem<QuantumSessionJob>> jobs,
        Predicate<QuantumSessionJob>? isDone,
        PollingOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(options);
        Poller<QuantumSessionJob> poller = new(_jobs, isDone, options, new PollingSchedule(options.Interval, _settings), _timings);
        await foreach (ItemUpdate<QuantumSessionJob> update in poller.RunAsync(jobs, cancellationToken).ConfigureAwait(false))
        {
            if (update.Item is { IsTerminal: true } job)
            {
                _timings.AddEnd(job);
            }

            yield return update;
        }
    }

    public IAsyncEnumerable<ItemUpdate<QuantumSession>> WatchSessionsAsync(
        IReadOnlyCollection<WatchedItem<QuantumSession>> sessions,
        Predicate<QuantumSession>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        PollingSchedule schedule = new(options.Interval, _settings);
        return new Poller<QuantumSession>(_sessions, isDone, options, schedule, null).RunAsync(sessions, cancellationToken);
    }

    private QuantumWorkspace CreateWorkspace(WorkspaceLocation location, string credential) => new()
    {
        Id = location.Id.ToString(),
        Name = location.Id.WorkspaceName,
        ResourceGroupName = location.Id.ResourceGroupName,
        SubscriptionId = location.Id.SubscriptionId,
        Location = location.Location,
        Kind = location.Kind,
        Endpoint = location.Endpoint,
        Credential = credential,
        Client = this,
    };

    // What the client knows about a session is for its next jobs.
    private void ForgetSession(string sessionId)
    {
        _prefetcher.Forget(sessionId);
        _timings.ForgetSession(sessionId);
    }

    private void ThrowIfClosed()
    {
        if (Volatile.Read(ref _isClosed) != 0)
        {
            const string Action = "Connect again with Connect-AzQuantumWorkspace.";
            string message = $"The connection to workspace '{Workspace.Name}' is closed, and its credential was discarded. {Action}";
            throw new QuantumServiceException(QuantumErrorKind.Disconnected, message) { RecommendedAction = Action };
        }
    }
}
