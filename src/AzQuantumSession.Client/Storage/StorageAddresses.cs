using System.Text.Json;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>The addresses of jobs' data in storage. Their queries grant access, and leave this client only to storage itself.</summary>
internal sealed class StorageAddresses(RestClient rest, WorkspaceAddress address, Uri endpoint)
{
    private const string InputBlob = "inputData";

    /// <summary>The container of a job.</summary>
    public static string ContainerOf(string jobId) => $"job-{jobId}";

    /// <summary>Asks for the address of a container, or of a blob in it.</summary>
    public async Task<Uri> AskAsync(string container, string? blob, Operation operation, CancellationToken cancellationToken)
    {
        SasRequestWire wire = new() { ContainerName = container, BlobName = blob };
        using RequestContent content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(wire, WireContext.Default.SasRequestWire));
        Answer<SasWire> answer = await rest.SendAsync(
            RequestMethod.Post, address.For("storage/sasUri"), content, WireContext.Default.SasWire, operation, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Value.SasUri, UriKind.Absolute, out Uri? uri)
            ? Check(uri, answer.Response, operation)
            : throw rest.Errors.Unreadable(answer.Response, operation, "it holds no storage address");
    }

    /// <summary>The address of data that a job names; where it comes without the right to read it, that is asked for.</summary>
    /// <param name="given">The address in the job.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="job">The answer that held the job.</param>
    /// <param name="operation">What it is for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Uri> ReadableAsync(string given, string jobId, Response job, Operation operation, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? uri))
        {
            throw rest.Errors.Unreadable(job, operation, "the address of the job's data is none");
        }

        if (uri.Query.Length > 1)
        {
            return Check(uri, job, operation);
        }

        (string container, string blob) = Split(uri, jobId);
        return blob.Length > 0
            ? await AskAsync(container, blob, operation, cancellationToken).ConfigureAwait(false)
            : throw rest.Errors.Unreadable(job, operation, "the address of the job's data names no blob");
    }

    /// <summary>The address of a job's input, with the right that its container's address grants.</summary>
    public static Uri InputIn(Uri container) =>
        new UriBuilder(container) { Path = $"{container.AbsolutePath.TrimEnd('/')}/{InputBlob}" }.Uri;

    /// <summary>An address without what grants access.</summary>
    public static Uri WithoutQuery(Uri address) =>
        new(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    // The job's own container, wherever it stands in the path: a local storage has the account before it.
    private static (string Container, string Blob) Split(Uri uri, string jobId)
    {
        string[] segments = [.. uri.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        int own = Array.FindIndex(segments, segment => FilterText.Same(segment, ContainerOf(jobId)));
        int container = own >= 0 ? own : uri.IsLoopback && segments.Length > 2 ? 1 : 0;
        return (segments[container], string.Join('/', segments[(container + 1)..]));
    }

    // What the address grants may leave the machine only protected; and a workspace in the cloud has no storage here.
    private Uri Check(Uri uri, Response response, Operation operation) =>
        Origin.MayReceiveCredential(uri) && (uri.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)
            ? uri
            : throw rest.Errors.Unprotected(response, operation, uri);
}
