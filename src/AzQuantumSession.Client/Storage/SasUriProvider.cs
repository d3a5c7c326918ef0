using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Storage;

/// <summary>Provides the storage URIs of job data. A URI with a SAS is secret, and is sent only to storage.</summary>
internal sealed partial class SasUriProvider(ApiClient api, WorkspaceUriBuilder uriBuilder, Uri endpoint)
{
    private const string InputBlob = "inputData";

    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromMinutes(5);

    /// <summary>Requests the URI of a job's container, with a SAS that permits uploads.</summary>
    public Task<Uri> RequestContainerAsync(string jobId, RequestDescription request, CancellationToken cancellationToken) =>
        RequestAsync(GetContainerName(jobId), null, request, cancellationToken);

    private static string GetContainerName(string jobId) => $"job-{jobId}";

    private async Task<Uri> RequestAsync(string container, string? blob, RequestDescription request, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new SasRequestDto(container, blob), StorageJsonContext.Instance.SasRequestDto);
        using RequestContent content = RequestContent.Create(body);
        ApiResponse<Uri> response = await api.SendAsync(
            RequestMethod.Post,
            uriBuilder.Build("storage/sasUri"),
            content,
            StorageJsonContext.Instance.SasDto,
            (sas, response) => TryParse(sas.SasUri, out Uri? uri)
                ? EnsureSecure(uri, response, request)
                : throw api.Errors.InvalidResponse(response, request, "it contains no valid storage URI"),
            request,
            cancellationToken).ConfigureAwait(false);
        return response.Value;
    }

    // The SAS is the only credential of storage.
    private static bool TryParse(string? text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.UserInfo.Length == 0;

    /// <summary>Returns a readable URI for the data of a job. Requests a SAS if the URI in the job has none.</summary>
    /// <param name="dataUri">The URI in the job.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="request">The description of the request, for errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Uri> GetReadUriAsync(string dataUri, string jobId, RequestDescription request, CancellationToken cancellationToken)
    {
        if (!TryParse(dataUri, out Uri? uri))
        {
            throw api.Errors.InvalidResponse(null, request, "the job's data URI is not valid");
        }

        if (uri.Query.Length > 1)
        {
            return EnsureSecure(uri, null, request);
        }

        (string container, string blob) = ParseBlobPath(uri, jobId);
        return blob.Length > 0
            ? await RequestAsync(container, blob, request, cancellationToken).ConfigureAwait(false)
            : throw api.Errors.InvalidResponse(null, request, "the job's data URI does not contain a blob name");
    }

    /// <summary>Returns the URI of a job's container.</summary>
    /// <param name="containerUri">The URI in the job; null if the job has none.</param>
    /// <param name="request">The description of the request, for errors.</param>
    public Uri GetContainerUri(string? containerUri, RequestDescription request) =>
        TryParse(containerUri, out Uri? uri) && uri.Query.Length > 1
            ? EnsureSecure(uri, null, request)
            : throw api.Errors.InvalidResponse(null, request, "the job has no readable container URI");

    /// <summary>Returns whether a URI has a SAS that is valid for at least five minutes, so that a download is not interrupted.</summary>
    public static bool HasValidSas([NotNullWhen(true)] string? uri, DateTimeOffset now) =>
        uri?.Contains('?', StringComparison.Ordinal) is true && !ExpiresSoon(uri, now);

    private static bool ExpiresSoon(string uri, DateTimeOffset now) =>
        ExpiryPattern().Match(uri) is { Success: true } match
        && (!DateTimeOffset.TryParse(
                Uri.UnescapeDataString(match.Groups[1].Value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiry)
            || expiry < now + ExpiryMargin);

    /// <summary>Returns the URI of a job's input, with the SAS of its container.</summary>
    public static Uri GetInputUri(Uri container) =>
        new UriBuilder(container) { Path = $"{container.AbsolutePath.TrimEnd('/')}/{InputBlob}" }.Uri;

    // The container can be at any position in the path, because local storage has the account name before it.
    private static (string Container, string Blob) ParseBlobPath(Uri uri, string jobId)
    {
        string[] segments = [.. uri.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        int index = Array.FindIndex(segments, segment => segment.EqualsIgnoreCase(GetContainerName(jobId)));
        int container = index >= 0 ? index : uri.IsLoopback && segments.Length > 2 ? 1 : 0;
        return (segments[container], string.Join('/', segments[(container + 1)..]));
    }

    // A SAS must not leave the machine unencrypted. A workspace in the cloud has no storage on this machine.
    private Uri EnsureSecure(Uri uri, Response? response, RequestDescription request) =>
        UriOrigin.IsSecure(uri) && (uri.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)
            ? uri
            : throw api.Errors.InsecureAddress(response, request, uri);

    [GeneratedRegex("[?&]se=([^&]*)", RegexOptions.NonBacktracking)]
    private static partial Regex ExpiryPattern();
}

/// <summary>The request body for a storage URI.</summary>
internal sealed record SasRequestDto(string ContainerName, string? BlobName);

/// <summary>A storage URI in the JSON of the service. It contains a SAS, and is a secret.</summary>
internal sealed record SasDto(string? SasUri);

/// <summary>The source-generated JSON metadata of the storage API.</summary>
[JsonSerializable(typeof(SasRequestDto))]
[JsonSerializable(typeof(SasDto))]
internal sealed partial class StorageJsonContext : JsonSerializerContext
{
    public static StorageJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
