using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Sends the requests of the service's jobs API.</summary>
internal sealed class JobsApi(IWorkspaceClient client, ApiClient api, PageReader pages, WorkspaceUriBuilder uriBuilder)
{
    private static readonly JobQuery ActiveJobs = new(
        new JobFilter { Statuses = [.. JobStatus.All.Where(status => !JobStatus.IsTerminal(status))] });

    /// <summary>Reads a job.</summary>
    public async Task<ApiResponse<QuantumSessionJob>> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"read job '{jobId}'", $"Job '{jobId}'");
        ApiResponse<JobDto> response = await api.SendAsync(
            RequestMethod.Get, For(jobId), null, JobsJsonContext.Instance.JobDto, request, cancellationToken).ConfigureAwait(false);
        return new ApiResponse<QuantumSessionJob>(Map(response.Value, null, response.Response, request), response.Response);
    }

    /// <summary>Requests the cancellation of a job. The body of the response is ignored, because it can be empty.</summary>
    public async Task CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"cancel job '{jobId}'", $"Job '{jobId}'");
        await api.SendAsync(RequestMethod.Post, For(jobId, ":cancel"), null, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the jobs of a session, or of the workspace if there is no session id.</summary>
    public async IAsyncEnumerable<QuantumSessionJob> ListAsync(
        string? sessionId, JobFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobQuery query = new(filter);
        await foreach (ApiResponse<IReadOnlyList<QuantumSessionJob>> page in ListPagesAsync(sessionId, query, cancellationToken).ConfigureAwait(false))
        {
            foreach (QuantumSessionJob job in page.Value.Where(query.Matches))
            {
                yield return job;
            }
        }
    }

    /// <summary>Lists the jobs of the workspace that have not ended, page by page. The list covers jobs of all sessions.</summary>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListActiveAsync(CancellationToken cancellationToken) =>
        ListPagesAsync(null, ActiveJobs, cancellationToken);

    private async IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListPagesAsync(
        string? sessionId, JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string path, RequestDescription request) = sessionId is null
            ? ("jobs", new RequestDescription("list jobs"))
            : ($"sessions/{WorkspaceUriBuilder.EscapeSegment(sessionId)}/jobs",
                new RequestDescription($"list the jobs of session '{sessionId}'", $"Session '{sessionId}'"));
        Uri first = uriBuilder.Build(path, ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top));
        await foreach (ApiResponse<ListPage<JobDto>> page in
            pages.ReadAsync(first, JobsJsonContext.Instance.ListPageJobDto, request, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<QuantumSessionJob> jobs = [.. (page.Value.Value ?? []).Select(item => Map(item, sessionId, page.Response, request))];
            yield return new ApiResponse<IReadOnlyList<QuantumSessionJob>>(jobs, page.Response);
        }
    }

    /// <summary>Creates the model of a job in a response, or throws if the job has no id.</summary>
    public QuantumSessionJob Map(JobDto? dto, string? sessionId, Response response, RequestDescription request) => string.IsNullOrEmpty(dto?.Id)
        ? throw api.Errors.InvalidResponse(response, request, "it contains a job without an id")
        : dto.ToModel(client, sessionId);

    private Uri For(string jobId, string action = "") => uriBuilder.Build($"jobs/{WorkspaceUriBuilder.EscapeSegment(jobId)}{action}");
}

/// <summary>Translates a job filter to the service's query, and checks the conditions that the service does not support.</summary>
internal sealed class JobQuery(JobFilter filter)
{
    /// <summary>The OData filter; null if all jobs match.</summary>
    public string? Filter => ODataFilter.In("State", ODataFilter.Statuses(filter.Statuses, JobStatus.All));

    /// <summary>The OData order.</summary>
    public string OrderBy => filter.Descending ? "CreationTime desc" : "CreationTime asc";

    /// <summary>The number of jobs to request per page.</summary>
    public string Top => PageSize.For(filter.Limit, filter.Name is not null);

    /// <summary>Returns whether the job matches every condition of the filter.</summary>
    public bool Matches(QuantumSessionJob job) =>
        ODataFilter.Matches(filter.Statuses, job.Status) && (filter.Name is null || filter.Name(job.Name ?? ""));
}
