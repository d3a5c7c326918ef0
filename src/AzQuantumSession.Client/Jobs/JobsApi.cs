using System.Net;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Sends the requests of the service's jobs API.</summary>
internal sealed class JobsApi(IWorkspaceClient client, ApiClient api, PageReader pages, WorkspaceUriBuilder uriBuilder) : IItemSource<QuantumSessionJob>
{
    // In earlier versions, DELETE cancels a job (docs/service.md, section 2.2).
    private const string FirstVersionThatDeletes = "2025-12";

    private static readonly ItemQuery AllJobs = new(new ItemFilter(), JobStatus.All);
    private static readonly ItemQuery ActiveJobs = new(
        new ItemFilter { Statuses = [.. JobStatus.All.Where(status => !JobStatus.IsTerminal(status))] }, JobStatus.All);

    private static readonly string[] EndedStatuses = [.. JobStatus.All.Where(JobStatus.IsTerminal)];

    /// <summary>Reads a job.</summary>
    public Task<ApiResponse<QuantumSessionJob>> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"read job '{jobId}'", $"Job '{jobId}'");
        return api.SendAsync(
            RequestMethod.Get,
            For(jobId),
            null,
            JobsJsonContext.Instance.JobDto,
            (job, response) => Map(job, null, response, request),
            request,
            cancellationToken);
    }

    /// <summary>Requests the cancellation of a job. If the response does not prove that it is requested, reads the job.</summary>
    /// <returns>The job if it had already ended; null if its cancellation is requested.</returns>
    public async Task<QuantumSessionJob?> CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"cancel job '{jobId}'", $"Job '{jobId}'");
        Uri uri = For(jobId, ":cancel");
        QuantumSessionJob? job = null;
        QuantumServiceException error;
        try
        {
            Response response = await api.SendAsync(RequestMethod.Post, uri, null, request, cancellationToken, read: response =>
                job = response.Content.ToMemory().IsEmpty
                    ? null
                    : api.Read(response, JobsJsonContext.Instance.JobDto, (dto, _) => Map(dto, null, response, request), request)).ConfigureAwait(false);
            string? reason = response.Status == (int)HttpStatusCode.NoContent ? null
                : job is null ? "it is empty"
                : !job.Id.EqualsIgnoreCase(jobId) ? "it contains another job"
                : null;
            if (reason is null)
            {
                return null;
            }

            error = api.Errors.InvalidResponse(response, request, reason);
        }
        catch (QuantumServiceException exception) when (exception.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.InvalidResponse)
        {
            error = exception;
        }

        return await ReadCancelledAsync(jobId, error, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QuantumSessionJob?> ReadCancelledAsync(string jobId, QuantumServiceException error, CancellationToken cancellationToken)
    {
        string state;
        try
        {
            QuantumSessionJob job = (await GetAsync(jobId, cancellationToken).ConfigureAwait(false)).Value;
            if (job.IsTerminal)
            {
                return job;
            }

            if (job.IsCancelling == true
                || job.Status.EqualsIgnoreCase(JobStatus.CancellationRequested) || job.Status.EqualsIgnoreCase(JobStatus.Cancelling))
            {
                return null;
            }

            state = $"The job is {MessageSanitizer.Shorten(job.Status)}, and its cancellation is not requested.";
        }
        catch (QuantumServiceException)
        {
            // The caller reports the error of the request to cancel the job.
            state = "The job can still run.";
        }

        throw error.Append($"{state} To cancel it: Stop-AzQuantumSessionJob {jobId}");
    }

    /// <summary>Changes properties of a job. The response contains only these properties.</summary>
    public async Task UpdateAsync(string jobId, JobUpdate update, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"change job '{jobId}'", $"Job '{jobId}'");
        using RequestContent body = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(JobUpdateDto.From(update), JobsJsonContext.Instance.JobUpdateDto));
        await api.SendAsync(
            RequestMethod.Patch, For(jobId), body, request, cancellationToken, "application/merge-patch+json").ConfigureAwait(false);
    }

    /// <summary>Deletes a job.</summary>
    /// <exception cref="QuantumServiceException">The API version is earlier than 2025-12. In these versions, the request cancels the job.</exception>
    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        if (string.CompareOrdinal(uriBuilder.Version, FirstVersionThatDeletes) < 0)
        {
            throw new QuantumServiceException(
                QuantumErrorKind.ApiVersionNotSupported,
                $"Job '{jobId}' was not deleted: in the API version {uriBuilder.Version} of the connection, the request would cancel the job. "
                + $"Connect with the API version {FirstVersionThatDeletes} or later.");
        }

        RequestDescription request = new($"delete job '{jobId}'", $"Job '{jobId}'");
        await api.SendAsync(RequestMethod.Delete, For(jobId), null, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists jobs.</summary>
    public IAsyncEnumerable<QuantumSessionJob> ListAsync(JobList list, ItemFilter filter, CancellationToken cancellationToken)
    {
        ItemQuery query = new(filter, JobStatus.All, list.ItemType);
        return pages.ReadItemsAsync(CreateList(list, query), query, cancellationToken);
    }

    /// <summary>
    /// Lists the jobs of the workspace that have not ended, page by page. The list covers jobs of all sessions. No page is
    /// requested ahead, because a poll often stops early.
    /// </summary>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListActiveAsync(CancellationToken cancellationToken) =>
        pages.ReadAsync(CreateList(JobList.Workspace, ActiveJobs), pagesAhead: 0, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListEndedAsync(
        DateTimeOffset? createdAfter, CancellationToken cancellationToken) =>
        pages.ReadAsync(
            CreateList(
                JobList.Workspace,
                new ItemQuery(new ItemFilter { Statuses = EndedStatuses, CreatedAfter = createdAfter }, JobStatus.All)),
            pagesAhead: 0,
            cancellationToken);

    /// <inheritdoc/>
    public string? GetSessionId(QuantumSessionJob item) => item.SessionId;

    /// <inheritdoc/>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSessionJob>>> ListSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        pages.ReadAsync(CreateList(JobList.ForSession(sessionId), AllJobs), pagesAhead: 0, cancellationToken);

    private PageList<JobDto, QuantumSessionJob> CreateList(JobList list, ItemQuery query) => new(
        uriBuilder.Build(list.Path, ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top)),
        JobsJsonContext.Instance.ListPageJobDto,
        list.Request,
        (item, response) => Map(item, list.SessionId, response, list.Request));

    /// <summary>Creates the model of a job in a response, or throws if the job has no id.</summary>
    public QuantumSessionJob Map(JobDto? dto, string? sessionId, Response response, RequestDescription request) => WorkspaceUriBuilder.IsId(dto?.Id)
        ? dto.ToModel(client, sessionId)
        : throw api.Errors.InvalidResponse(response, request, "it contains a job without an id");

    private Uri For(string jobId, string action = "") => uriBuilder.Build($"jobs/{WorkspaceUriBuilder.EscapeSegment(jobId)}{action}");
}

/// <summary>A list of jobs that the service offers.</summary>
/// <param name="Path">The path of the list in the workspace.</param>
/// <param name="Request">The description of the request.</param>
/// <param name="SessionId">The session whose jobs are listed; null for jobs of the workspace.</param>
/// <param name="ItemType">The type of the jobs in a list that also contains sessions; null in a list of jobs.</param>
internal sealed record JobList(string Path, RequestDescription Request, string? SessionId = null, string? ItemType = null)
{
    /// <summary>The jobs of the workspace, with and without a session.</summary>
    public static JobList Workspace { get; } = new("jobs", new RequestDescription("list jobs"));

    /// <summary>The jobs of the workspace that belong to no session.</summary>
    public static JobList Standalone { get; } = new("topLevelItems", new RequestDescription("list the jobs without a session"), ItemType: "Job");

    /// <summary>Returns the list of the jobs of a session.</summary>
    public static JobList ForSession(string sessionId) => new(
        $"sessions/{WorkspaceUriBuilder.EscapeSegment(sessionId)}/jobs",
        new RequestDescription($"list the jobs of session '{sessionId}'", $"Session '{sessionId}'"),
        sessionId);
}
