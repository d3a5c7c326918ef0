using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Lists and downloads the files in the containers of jobs.</summary>
/// <param name="refresher">Reads jobs whose container URI is not known or has expired.</param>
/// <param name="sasUriProvider">Provides readable URIs.</param>
/// <param name="storage">Lists and downloads blobs.</param>
internal sealed class JobFiles(JobUriRefresher refresher, SasUriProvider sasUriProvider, BlobStorage storage)
{
    private const int MaxNamesInMessage = 20;

    /// <summary>Lists the files of a job.</summary>
    public Task<IReadOnlyList<QuantumJobFile>> ListAsync(QuantumSessionJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return refresher.RunAsync(job, job.ReadableContainerUri, ListAsync, cancellationToken);

        async Task<IReadOnlyList<QuantumJobFile>> ListAsync(QuantumSessionJob read)
        {
            RequestDescription request = new($"list the files of job '{read.Id}'");
            Uri container = sasUriProvider.GetContainerUri(read.ReadableContainerUri, request);
            IReadOnlyList<BlobItem> blobs = await storage.ListAsync(container, request, cancellationToken).ConfigureAwait(false);
            return [.. blobs.Select(blob => ToModel(blob, read))];
        }
    }

    /// <summary>
    /// Downloads a file as it is stored, and verifies its length and its hash. The bytes that the destination already has are the start
    /// of the file, from an interrupted download.
    /// </summary>
    /// <param name="file">The file, as it was listed.</param>
    /// <param name="destination">A stream that can be read, written, and resized.</param>
    /// <param name="progress">Receives the number of bytes that the destination has, on any thread; null if it is not needed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task DownloadAsync(QuantumJobFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        RequestDescription request = new($"download the file '{MessageSanitizer.Sanitize(file.Name)}' of job '{file.JobId}'");
        if (destination.Length > file.Size)
        {
            destination.SetLength(0);
        }

        bool isResumed = destination.Length > 0;
        string? error = await TryDownloadAsync().ConfigureAwait(false);
        if (error is not null && isResumed)
        {
            error = await TryDownloadAsync().ConfigureAwait(false);
        }

        if (error is not null)
        {
            throw new QuantumServiceException(QuantumErrorKind.InvalidResponse, $"The client cannot {request.Action}: {error} Try again.")
            {
                RecommendedAction = "Try again.",
            };
        }

        async Task<string?> TryDownloadAsync()
        {
            using HashedStream hashed = new(destination, progress);
            await hashed.ReadExistingAsync(cancellationToken).ConfigureAwait(false);
            if (hashed.Length < file.Size)
            {
                try
                {
                    await DownloadRestAsync(file, hashed, request, cancellationToken).ConfigureAwait(false);
                }
                catch (ContentTooLargeException)
                {
                    destination.SetLength(0);
                    return string.Create(CultureInfo.InvariantCulture, $"the download has more than {file.Size} bytes, which is the size of the file.");
                }
            }

            string? reason = hashed.Length != file.Size
                ? string.Create(CultureInfo.InvariantCulture, $"the download has {hashed.Length} bytes, but the file has {file.Size}.")
                : file.ContentMD5 is { } hash && hash != hashed.GetHash() ? "the downloaded bytes do not have the hash of the file." : null;
            if (reason is not null)
            {
                destination.SetLength(0);
            }

            return reason;
        }
    }

    /// <summary>Creates the error for a result that does not exist in storage. It names the files of the job, if they can be listed.</summary>
    public async Task<QuantumServiceException> ExplainMissingResultAsync(
        QuantumSessionJob job, QuantumServiceException error, CancellationToken cancellationToken)
    {
        IReadOnlyList<QuantumJobFile> files;
        try
        {
            files = await ListAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (QuantumServiceException)
        {
            return error;
        }

        const string Action = "Get-AzQuantumSessionJobFile lists the files of a job, and Receive-AzQuantumSessionJobFile downloads them.";
        string names = string.Join(", ", files.Take(MaxNamesInMessage).Select(file => $"{MessageSanitizer.Shorten(file.Name)} ({file.Size} bytes)"));
        string more = files.Count > MaxNamesInMessage ? $", and {files.Count - MaxNamesInMessage} more" : "";
        string found = files.Count == 0 ? "The job has no files." : $"The files of the job are: {names}{more}. {Action}";
        string id = error.RequestId is null ? "" : $" (request id {error.RequestId})";
        return new QuantumServiceException(
            QuantumErrorKind.NotFound, $"Job '{MessageSanitizer.Shorten(job.Id)}' is {MessageSanitizer.Shorten(job.Status)}, but its result does not exist in storage{id}. {found}", error)
        {
            StatusCode = error.StatusCode,
            ErrorData = error.ErrorData,
            RequestId = error.RequestId,
            RecommendedAction = files.Count == 0 ? null : Action,
        };
    }

    private async Task DownloadRestAsync(QuantumJobFile file, HashedStream hashed, RequestDescription request, CancellationToken cancellationToken)
    {
        QuantumSessionJob job = file.Job ?? new QuantumSessionJob { Id = file.JobId };
        try
        {
            await refresher.RunAsync(job, job.ReadableContainerUri, DownloadAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (QuantumServiceException e) when (e.ErrorData?.Code == BlobErrorCode.ConditionNotMet)
        {
            const string Action = "List the files of the job again, and then download the new version.";
            throw new QuantumServiceException(QuantumErrorKind.Conflict, $"The client cannot {request.Action}: the file changed after it was listed. {Action}", e)
            {
                StatusCode = e.StatusCode,
                ErrorData = e.ErrorData,
                RequestId = e.RequestId,
                RecommendedAction = Action,
            };
        }

        async Task<bool> DownloadAsync(QuantumSessionJob read)
        {
            Uri blob = GetBlobUri(sasUriProvider.GetContainerUri(read.ReadableContainerUri, request), file.Name, request);
            await storage.DownloadFromAsync(blob, hashed.Length, file.ETag, WriteAsync, request, cancellationToken).ConfigureAwait(false);
            return true;
        }

        ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token) => hashed.Length + bytes.Length > file.Size
            ? throw new ContentTooLargeException()
            : hashed.WriteAsync(bytes, token);
    }

    private static Uri GetBlobUri(Uri container, string name, RequestDescription request)
    {
        // A URI cannot contain dot segments: it would address another container.
        if (name.Split('/', '\\').Any(segment => segment is "." or ".."))
        {
            throw Invalid("a name with '.' or '..' as a part is not valid in a URI.");
        }

        try
        {
            return new BlobUriBuilder(container) { BlobName = name }.ToUri();
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // The builder parses the SAS, and rejects invalid times and repeated parameters. The exception would show a part of the SAS.
            throw Invalid("the SAS of the job's container is not valid.");
        }

        QuantumServiceException Invalid(string reason) => new(QuantumErrorKind.InvalidResponse, $"The client cannot {request.Action}: {reason}");
    }

    private static QuantumJobFile ToModel(BlobItem blob, QuantumSessionJob job) => new()
    {
        Name = blob.Name,
        Size = blob.Properties.ContentLength ?? 0,
        ContentType = NullIfEmpty(blob.Properties.ContentType),
        ContentEncoding = NullIfEmpty(blob.Properties.ContentEncoding),
        ContentMD5 = blob.Properties.ContentHash is { Length: > 0 } hash ? Convert.ToBase64String(hash) : null,
        LastModifiedTime = blob.Properties.LastModified is { Year: > 1 } time ? time : null,
        ETag = NullIfEmpty(blob.Properties.ETag?.ToString("H")),
        JobId = job.Id,
        JobName = job.Name,
        SessionId = job.SessionId,
        Workspace = job.Workspace,
        Job = job,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
