using System.Net;
using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace AzQuantumSession.Client.Storage;

/// <summary>Uploads and downloads blobs. The SAS in the URI grants access, and no request contains the workspace's credential.</summary>
internal sealed class BlobStorage(HttpSettings settings, string? host)
{
    private const string Gzip = "gzip";
    private const int MaxConcurrency = 4;
    private const int BufferSize = 64 * 1024;

    // Every cloud and local storage support this version. No feature of a newer version is needed.
    private const BlobClientOptions.ServiceVersion ServiceVersion = BlobClientOptions.ServiceVersion.V2024_11_04;

    private readonly StorageErrorFactory _errors = new(settings);

    // Created when it is needed: most commands use no storage, and its assemblies take time to load.
    private BlobClientOptions Options => field ??= CreateOptions(settings, host);

    /// <summary>Creates a container if it does not exist.</summary>
    public Task CreateContainerAsync(Uri container, RequestDescription request, CancellationToken cancellationToken) => RunAsync(
        () => new BlobContainerClient(container, Options).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        container,
        request,
        cancellationToken);

    /// <summary>Uploads a stream from its start, and overwrites an existing blob.</summary>
    /// <param name="blob">The URI of the blob, with a SAS.</param>
    /// <param name="input">The data. It is not closed.</param>
    /// <param name="contentType">The content type.</param>
    /// <param name="compress">Whether to compress the data with gzip.</param>
    /// <param name="request">The description of the request, for errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task UploadAsync(
        Uri blob, Stream input, string contentType, bool compress, RequestDescription request, CancellationToken cancellationToken)
    {
        input.Position = 0;
        using Stream? compressed = compress
            ? await CompressingStream.CreateAsync(input, settings.UploadBlockSize, cancellationToken).ConfigureAwait(false)
            : null;
        BlobUploadOptions upload = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType, ContentEncoding = compressed is null ? null : Gzip },
            TransferOptions = new StorageTransferOptions
            {
                MaximumConcurrency = MaxConcurrency,
                InitialTransferSize = settings.UploadBlockSize,
                MaximumTransferSize = settings.UploadBlockSize,
            },
        };
        await RunAsync(
            () => new BlobClient(blob, Options).UploadAsync(compressed ?? input, upload, cancellationToken),
            blob,
            request,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the blobs of a container.</summary>
    public Task<IReadOnlyList<BlobItem>> ListAsync(Uri container, RequestDescription request, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            List<BlobItem> blobs = [];
            HashSet<string?> markers = [];
            BlobContainerClient client = new(container, Options);
            await foreach (Page<BlobItem> page in client.GetBlobsAsync(cancellationToken: cancellationToken).AsPages().ConfigureAwait(false))
            {
                blobs.AddRange(page.Values);
                if (!markers.Add(page.ContinuationToken))
                {
                    throw new FormatException("The list refers to a page that was already read.");
                }
            }

            return (IReadOnlyList<BlobItem>)blobs;
        },
        container,
        request,
        cancellationToken);

    /// <summary>Downloads and decompresses a whole blob to a stream, and verifies that it is complete.</summary>
    /// <param name="blob">The URI of the blob, with a SAS.</param>
    /// <param name="destination">The stream to write to.</param>
    /// <param name="maxSize">The maximum number of bytes to write; null for no limit.</param>
    /// <param name="request">The description of the request, for errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the blob is compressed with gzip.</returns>
    /// <exception cref="ContentTooLargeException">The decompressed content is larger than the maximum size.</exception>
    public async Task<bool> DownloadAsync(Uri blob, Stream destination, long? maxSize, RequestDescription request, CancellationToken cancellationToken)
    {
        using IDisposable scope = ResumeDelayPolicy.BeginDownload();
        using BlobDownloadStreamingResult download = await RequestAsync(blob, new BlobDownloadOptions(), request, cancellationToken).ConfigureAwait(false);
        BlobContent content = new(download);
        await using ConfiguredAsyncDisposable closing = content.ConfigureAwait(false);
        long size = 0;
        await CopyAsync(content.ReadAsync, WriteAsync, blob, request, cancellationToken).ConfigureAwait(false);
        return content.IsCompressed;

        ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token) => (size += bytes.Length) > maxSize
            ? throw new ContentTooLargeException()
            : destination.WriteAsync(bytes, token);
    }

    /// <summary>Downloads a blob from an offset to its end, as it is stored.</summary>
    /// <param name="blob">The URI of the blob, with a SAS.</param>
    /// <param name="offset">The number of bytes to omit. It must be less than the size of the blob.</param>
    /// <param name="etag">The version of the blob; null for any version.</param>
    /// <param name="write">Writes bytes.</param>
    /// <param name="request">The description of the request, for errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task DownloadFromAsync(
        Uri blob,
        long offset,
        string? etag,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write,
        RequestDescription request,
        CancellationToken cancellationToken)
    {
        BlobDownloadOptions options = new()
        {
            Range = offset == 0 ? default : new HttpRange(offset),
            Conditions = etag is null ? null : new BlobRequestConditions { IfMatch = new ETag(etag) },
        };
        using IDisposable scope = ResumeDelayPolicy.BeginDownload();
        using BlobDownloadStreamingResult download = await RequestAsync(blob, options, request, cancellationToken).ConfigureAwait(false);
        await CopyAsync(ReadAsync, write, blob, request, cancellationToken).ConfigureAwait(false);

        async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken token) => await download.Content.ReadAsync(buffer, token).ConfigureAwait(false);
    }

    private async Task<BlobDownloadStreamingResult> RequestAsync(
        Uri blob, BlobDownloadOptions options, RequestDescription request, CancellationToken cancellationToken)
    {
        return await RunAsync(SendAsync, blob, request, cancellationToken).ConfigureAwait(false);

        // The storage client accepts 304, which is the response to a condition, and then has no value.
        async Task<BlobDownloadStreamingResult> SendAsync()
        {
            Response<BlobDownloadStreamingResult> response =
                await new BlockBlobClient(blob, Options).DownloadStreamingAsync(options, cancellationToken).ConfigureAwait(false);
            return response.GetRawResponse().Status == (int)HttpStatusCode.NotModified
                ? throw new RequestFailedException(response.GetRawResponse())
                : response.Value;
        }
    }

    // Only failed reads are errors of storage. A failed write, for example to a full disk, is an error of the caller.
    private async Task CopyAsync(
        Func<Memory<byte>, CancellationToken, Task<int>> read,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write,
        Uri blob,
        RequestDescription request,
        CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        int count;
        while ((count = await RunAsync(() => read(buffer, cancellationToken), blob, request, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await write(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }

    // The shared transport, and the client's own retry policy and request log. The SAS in the URI is the only credential.
    private static BlobClientOptions CreateOptions(HttpSettings settings, string? host)
    {
        BlobClientOptions options = new(ServiceVersion)
        {
            Transport = SharedTransport.Instance,
            RetryPolicy = new WorkspaceRetryPolicy(settings),
        };
        options.Retry.NetworkTimeout = settings.NetworkTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.AddPolicy(new UserAgentPolicy(host), HttpPipelinePosition.PerCall);
        options.AddPolicy(new CreatedPolicy(), HttpPipelinePosition.PerCall);
        options.AddPolicy(new ResumeDelayPolicy(settings), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new XmlBodyPolicy(), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new RequestLogPolicy(settings.TimeProvider), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new RequestTracePolicy(UrlTemplate.ForStorage), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new BodyLimitPolicy(settings.MaxBodySize), HttpPipelinePosition.BeforeTransport);
        return options;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> call, Uri uri, RequestDescription request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _errors.Create(exception, uri, request) ?? exception;
        }
    }
}
