using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Storage;
using Azure.Core;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Submits jobs: uploads the input to storage first, and then sends the job to the service.</summary>
internal sealed class JobSubmitter(ApiClient api, WorkspaceUriBuilder uriBuilder, JobsApi jobs, SasUriProvider sasUriProvider, BlobStorage storage)
{
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
        _ = JobBody.Write(submission, uriBuilder.Build(""), uriBuilder.Build(""));

        RequestDescription upload = new($"upload the input of job '{submission.Id}'");
        Uri container = await sasUriProvider.RequestAsync(
            SasUriProvider.GetContainerName(submission.Id), null, upload, cancellationToken).ConfigureAwait(false);
        Uri input = SasUriProvider.GetInputUri(container);
        await storage.CreateContainerAsync(container, upload, cancellationToken).ConfigureAwait(false);
        await storage.UploadAsync(
            input, submission.Input, InputContentType.FromFormat(submission.InputDataFormat), upload, cancellationToken).ConfigureAwait(false);

        RequestDescription submit = new($"submit job '{submission.Id}'");
        using RequestContent content = RequestContent.Create(JobBody.Write(submission, container, SasUriProvider.WithoutQuery(input)));
        ApiResponse<JobDto> response = await api.SendAsync(
            RequestMethod.Put, job, content, JobsJsonContext.Default.JobDto, submit, cancellationToken).ConfigureAwait(false);
        return jobs.Map(response.Value, submission.SessionId, response.Response, submit);
    }
}
