using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Storage;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Downloads the inputs of jobs.</summary>
/// <param name="refresher">Reads jobs whose input URI is not known or has expired.</param>
/// <param name="sasUriProvider">Provides readable URIs.</param>
/// <param name="storage">Downloads blobs.</param>
internal sealed class JobInputs(JobUriRefresher refresher, SasUriProvider sasUriProvider, BlobStorage storage)
{
    /// <summary>Downloads and decompresses the input of a job to a stream. Reads the job first if its input URI is not usable.</summary>
    /// <returns>True if the input is stored compressed with gzip.</returns>
    public Task<bool> DownloadAsync(QuantumSessionJob job, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(destination);
        return refresher.RunAsync(job, job.ReadableInputUri, DownloadFromAsync, cancellationToken);

        async Task<bool> DownloadFromAsync(QuantumSessionJob read)
        {
            RequestDescription request = new($"download the input of job '{read.Id}'", $"Job '{read.Id}'");
            Uri uri = await sasUriProvider.GetReadUriAsync(read.ReadableInputUri ?? "", read.Id, request, cancellationToken).ConfigureAwait(false);
            return await storage.DownloadAsync(uri, destination, null, request, cancellationToken).ConfigureAwait(false);
        }
    }
}
