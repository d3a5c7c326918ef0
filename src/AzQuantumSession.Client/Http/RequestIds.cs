using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>The id under which a request can be found again.</summary>
internal static class RequestIds
{
    /// <summary>The service's id for the request, else the client's.</summary>
    public static string GetRequestId(Response response) =>
        response.Headers.TryGetValue("x-ms-request-id", out string? id) && !string.IsNullOrWhiteSpace(id)
            ? MessageSanitizer.Sanitize(id)
            : response.ClientRequestId;
}
