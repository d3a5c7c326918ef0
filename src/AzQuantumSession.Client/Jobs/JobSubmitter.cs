using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>Submits jobs: the input goes to storage first, then the job to the service.</summary>
internal sealed class JobSubmitter(RestClient rest, WorkspaceAddress address, JobOperations jobs, StorageAddresses addresses, BlobStorage storage)
{
    /// <summary>Submits a job.</summary>
    public async Task<QuantumSessionJob> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        Uri job = address.For($"jobs/{WorkspaceAddress.Segment(submission.Id)}");

        if (!submission.Input.CanSeek)
        {
            throw new ArgumentException("The input has to be able to seek, so that an upload can be repeated.", nameof(submission));
        }

        // What cannot be written is found before anything is sent.
        _ = JobBody.Write(submission, address.For(""), address.For(""));

        Operation upload = new($"upload the input of job '{submission.Id}'");
        Uri container = await addresses.AskAsync(
            StorageAddresses.ContainerOf(submission.Id), null, upload, cancellationToken).ConfigureAwait(false);
        Uri input = StorageAddresses.InputIn(container);
        await storage.CreateContainerAsync(container, upload, cancellationToken).ConfigureAwait(false);
        await storage.UploadAsync(
            input, submission.Input, InputContentType.Of(submission.InputDataFormat), upload, cancellationToken).ConfigureAwait(false);

        Operation submit = new($"submit job '{submission.Id}'");
        using RequestContent content = RequestContent.Create(JobBody.Write(submission, container, StorageAddresses.WithoutQuery(input)));
        Answer<JobWire> answer = await rest.SendAsync(
            RequestMethod.Put, job, content, WireContext.Default.JobWire, submit, cancellationToken).ConfigureAwait(false);
        return jobs.Map(answer.Value, submission.SessionId, answer.Response, submit);
    }
}
