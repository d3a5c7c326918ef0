using System.Text.Json;
using AzQuantumSession.Client.Http;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client.Storage;

/// <summary>The addresses of jobs' data in storage. Their queries grant access, and leave this client only to storage itself.</summary>
internal sealed class SasUriProvider(ApiClient rest, WorkspaceUriBuilder address, Uri endpoint)
{
    private const string InputBlob = "inputData";

    /// <summary>The container of a job.</summary>
    public static string GetContainerName(string jobId) => $"job-{jobId}";

    /// <summary>Asks for the address of a container, or of a blob in it.</summary>
    public async Task<Uri> RequestAsync(string container, string? blob, RequestDescription operation, CancellationToken cancellationToken)
    {
        SasRequestDto wire = new() { ContainerName = container, BlobName = blob };
        using RequestContent content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(wire, StorageJsonContext.Default.SasRequestDto));
        ApiResponse<SasDto> answer = await rest.SendAsync(
            RequestMethod.Post, address.Build("storage/sasUri"), content, StorageJsonContext.Default.SasDto, operation, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Value.SasUri, UriKind.Absolute, out Uri? uri)
            ? EnsureSecure(uri, answer.Response, operation)
            : throw rest.Errors.InvalidResponse(answer.Response, operation, "it holds no storage address");
    }

    /// <summary>The address of data that a job names; where it comes without the right to read it, that is asked for.</summary>
    /// <param name="given">The address in the job.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="job">The answer that held the job.</param>
    /// <param name="operation">What it is for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Uri> GetReadUriAsync(string given, string jobId, Response job, RequestDescription operation, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? uri))
        {
            throw rest.Errors.InvalidResponse(job, operation, "the address of the job's data is none");
        }

        if (uri.Query.Length > 1)
        {
            return EnsureSecure(uri, job, operation);
        }

        (string container, string blob) = ParseBlobPath(uri, jobId);
        return blob.Length > 0
            ? await RequestAsync(container, blob, operation, cancellationToken).ConfigureAwait(false)
            : throw rest.Errors.InvalidResponse(job, operation, "the address of the job's data names no blob");
    }

    /// <summary>The address of a job's input, with the right that its container's address grants.</summary>
    public static Uri GetInputUri(Uri container) =>
        new UriBuilder(container) { Path = $"{container.AbsolutePath.TrimEnd('/')}/{InputBlob}" }.Uri;

    /// <summary>An address without what grants access.</summary>
    public static Uri WithoutQuery(Uri address) =>
        new(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    // The job's own container, wherever it stands in the path: a local storage has the account before it.
    private static (string Container, string Blob) ParseBlobPath(Uri uri, string jobId)
    {
        string[] segments = [.. uri.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        int own = Array.FindIndex(segments, segment => ODataFilter.Same(segment, GetContainerName(jobId)));
        int container = own >= 0 ? own : uri.IsLoopback && segments.Length > 2 ? 1 : 0;
        return (segments[container], string.Join('/', segments[(container + 1)..]));
    }

    // What the address grants may leave the machine only protected; and a workspace in the cloud has no storage here.
    private Uri EnsureSecure(Uri uri, Response response, RequestDescription operation) =>
        UriOrigin.IsSecure(uri) && (uri.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)
            ? uri
            : throw rest.Errors.InsecureAddress(response, operation, uri);
}
