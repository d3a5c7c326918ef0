using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads the id that identifies a request in the service's logs.</summary>
internal static class RequestIds
{
    /// <summary>Returns the id that the service assigned to the request, or the client's id if there is none.</summary>
    public static string GetRequestId(Response response) =>
        response.Headers.TryGetValue("x-ms-request-id", out string? id) && !string.IsNullOrWhiteSpace(id)
            ? MessageSanitizer.Sanitize(id)
            : response.ClientRequestId;
}
