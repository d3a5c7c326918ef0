using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Storage;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Submits jobs: uploads the input to storage first, and then sends the job to the service.</summary>
/// <param name="api">Sends the job.</param>
/// <param name="uriBuilder">Builds the URI of the job.</param>
/// <param name="jobs">Maps the response.</param>
/// <param name="prefetcher">Provides the URI of the job's container if it was requested ahead.</param>
/// <param name="sasUriProvider">Requests the URI of the job's container otherwise.</param>
/// <param name="storage">Uploads the input.</param>
/// <param name="qubitCounts">Remembers the number of qubits of each submitted job, for the job's result.</param>
/// <param name="timings">Remembers when each job was submitted, for waiting.</param>
internal sealed class JobSubmitter(
    ApiClient api,
    WorkspaceUriBuilder uriBuilder,
    JobsApi jobs,
    ContainerPrefetcher prefetcher,
    SasUriProvider sasUriProvider,
    BlobStorage storage,
    QubitCounts qubitCounts,
    JobTimings timings)
{
    private const string UnknownContentType = "application/octet-stream";

    /// <summary>Uploads the input of a job, submits the job, and returns it.</summary>
    public async Task<QuantumSessionJob> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        Uri job = uriBuilder.Build($"jobs/{WorkspaceUriBuilder.EscapeSegment(submission.Id)}");
        if (!submission.Input.CanSeek)
        {
            throw new ArgumentException("The input stream must be seekable, so that the upload can be retried.", nameof(submission));
        }

        // Fails for values that JSON does not support before anything is sent.
        using JsonDocument inputParams = JsonDocument.Parse(JsonValueWriter.ToUtf8(submission.InputParams));

        // Before anything is sent, too: once the service has the job, nothing else can fail.
        await qubitCounts.RememberAsync(submission, cancellationToken).ConfigureAwait(false);

        RequestDescription upload = new($"upload the input of job '{submission.Id}'");
        string contentType = ProviderTable.FindFormat(submission.InputDataFormat)?.ContentType ?? UnknownContentType;
        Uri container = await prefetcher.TakeAsync(submission, cancellationToken).ConfigureAwait(false)
            ?? await sasUriProvider.RequestContainerAsync(submission.Id, upload, cancellationToken).ConfigureAwait(false);
        Uri input = SasUriProvider.GetInputUri(container);
        if (!uriBuilder.IsContainerCreatedByService)
        {
            await storage.CreateContainerAsync(container, upload, cancellationToken).ConfigureAwait(false);
        }

        await storage.UploadAsync(input, submission.Input, contentType, submission.Compress, upload, cancellationToken).ConfigureAwait(false);

        RequestDescription submit = new($"submit job '{submission.Id}'") { Creates = true };
        JobSubmissionDto dto = JobSubmissionDto.From(submission, inputParams.RootElement, container, input.WithoutQuery());
        using RequestContent content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(dto, JobsJsonContext.Instance.JobSubmissionDto));
        await (submission.BeforeSend?.Invoke(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        long sentAt = timings.GetTimestamp();
        ApiResponse<QuantumSessionJob> response = await api.SendAsync(
            RequestMethod.Put,
            job,
            content,
            JobsJsonContext.Instance.JobDto,
            (created, response) => jobs.Map(created, submission.SessionId, response, submit),
            submit,
            cancellationToken).ConfigureAwait(false);
        timings.AddSubmission(submission.Id, submission.SessionId, sentAt);
        prefetcher.RecordSubmission(submission.SessionId);
        return response.Value;
    }
}
