using System.Globalization;
using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>Creates the errors for failed, invalid, and missing responses.</summary>
internal sealed class ServiceErrorFactory(ErrorMessageContext context)
{
    /// <summary>Creates the error for a response with an error status.</summary>
    public QuantumServiceException FromResponse(Response response, Uri requestUri, RequestDescription request)
    {
        if (response.Status is >= 300 and < 400)
        {
            return FromRedirect(response, requestUri, request);
        }

        QuantumErrorData? data = ErrorDataReader.ReadBody(response.Content.ToMemory());
        (QuantumErrorKind kind, string what, string? action) = Describe(response.Status, request);
        string said = data is not null
            ? $" The service said: {MessageSanitizer.EnsurePeriod(data.ToString())}"
            : Excerpt(response);
        return Create(kind, $"{what} ({RequestSummary(response)}).{said}", action, response, data);
    }

    /// <summary>Creates the error for a response that does not have the form of the service's responses.</summary>
    public QuantumServiceException InvalidResponse(Response? response, RequestDescription request, string why, Exception? inner = null) => Create(
        QuantumErrorKind.InvalidResponse,
        $"The response to the request to {request.Action} cannot be read: {why}{RequestSuffix(response)}.",
        $"Check that {UriOrigin.Format(context.Endpoint)} is the URI of the service, not of a proxy in front of the service.",
        response,
        null,
        inner);

    /// <summary>Creates the error for a link to another host.</summary>
    public QuantumServiceException UntrustedRedirect(Response response, RequestDescription request, Uri link) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The response to the request to {request.Action} points to another host, {UriOrigin.Format(link)}, and the client did not follow it: "
            + $"{context.Credential} is sent only to {UriOrigin.Format(context.Endpoint)} ({RequestSummary(response)}).",
        "If the workspace has moved, connect to its new endpoint.",
        response,
        null);

    /// <summary>Creates the error for a storage URI that does not use a secure connection.</summary>
    public QuantumServiceException InsecureAddress(Response? response, RequestDescription request, Uri storage) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The response to the request to {request.Action} points to storage at {UriOrigin.Format(storage)}, and the client did not connect to it: "
            + $"a SAS is sent only over https, or over http to the same machine{RequestSuffix(response)}.",
        $"Check that {UriOrigin.Format(context.Endpoint)} is the URI of the service.",
        response,
        null);

    /// <summary>Creates the error for a missing response, or returns null if the exception has another cause.</summary>
    public QuantumServiceException? FromException(Exception exception, RequestDescription request, string? requestId)
    {
        if (TransportError.From(exception) is not { } failure)
        {
            return null;
        }

        string host = UriOrigin.HostAndPort(context.Endpoint);
        string id = requestId is null ? "" : $", request id {requestId}";
        string attempts = string.Create(CultureInfo.InvariantCulture, $"{context.Settings.MaxRetries + 1} attempts{id}");
        string seconds = context.Settings.NetworkTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return failure.Kind == QuantumErrorKind.Timeout
            ? Create(
                failure.Kind,
                $"{host} did not respond to the request to {request.Action} within {seconds} s ({attempts}).",
                "Check the network and the service's status page, and then try again.",
                exception,
                requestId)
            : Create(
                failure.Kind,
                $"Cannot connect to {host} to {request.Action}: {failure.Reason} ({attempts}).",
                Advice(failure),
                exception,
                requestId);
    }

    private string Advice(TransportError failure) => failure switch
    {
        { IsUnknownName: true } when Region.FromEndpoint(context.Endpoint) is { } region => $"Check that '{region}' is the region of the workspace, and then check the network and its DNS.",
        { IsUnknownName: true } => "Check the host name, and then check the network and its DNS.",
        { IsConnectTimeout: true } => $"A firewall may block port {context.Endpoint.Port}: have the port opened to {context.Endpoint.IdnHost}, or set HTTPS_PROXY.",
        _ => "Check the endpoint, the network, the proxy, and the firewall, and then try again.",
    };

    private (QuantumErrorKind Kind, string What, string? Action) Describe(int status, RequestDescription request) => status switch
    {
        401 => (QuantumErrorKind.Authentication, $"{Capital(context.Service)} did not accept {context.Credential} to {request.Action}", context.CredentialAdvice),
        403 => (QuantumErrorKind.AccessDenied, $"{Capital(context.Credential)} may not {request.Action} in {context.Scope}", context.RoleAdvice),
        404 => (
            QuantumErrorKind.NotFound,
            request.ResourceName is { } subject ? $"{subject} was not found in {context.Scope}" : $"{Capital(context.Scope)} was not found",
            request.ResourceName is not null
                ? "Check the id and the workspace."
                : $"Check its name, resource group, and subscription, and that {UriOrigin.Format(context.Endpoint)} is the endpoint of its region."),
        409 => (QuantumErrorKind.Conflict, $"The id already exists with other content, so the client cannot {request.Action} in {context.Scope}", "Use another id."),
        429 => (QuantumErrorKind.Throttled, $"{Capital(context.Service)} received too many requests to {request.Action}, even after {context.Settings.MaxRetries} retries", "Wait, and then send requests less often."),
        408 or >= 500 => (QuantumErrorKind.Unavailable, $"{Capital(context.Service)} is currently unable to {request.Action}{RetrySuffix(status)}", "Try again later, and check the service's status page."),
        _ => (QuantumErrorKind.Rejected, $"{Capital(context.Service)} refused to {request.Action}", null),
    };

    private string RetrySuffix(int status) =>
        status is 408 or 500 or 502 or 503 or 504 ? $", even after {context.Settings.MaxRetries} retries" : "";

    private QuantumServiceException FromRedirect(Response response, Uri requestUri, RequestDescription request)
    {
        bool hasTarget = response.Headers.TryGetValue("Location", out string? location);
        return hasTarget && Uri.TryCreate(requestUri, location, out Uri? target) && !UriOrigin.IsSame(target, context.Endpoint)
            ? UntrustedRedirect(response, request, target)
            : InvalidResponse(response, request, "it is a redirect, which the service does not use and the client does not follow");
    }

    private static string Excerpt(Response response)
    {
        string excerpt = MessageSanitizer.Summarize(response.Content.ToString());
        return excerpt.Length == 0 ? "" : $" The response did not come from the service: {MessageSanitizer.EnsurePeriod(excerpt)}";
    }

    private static string RequestSuffix(Response? response) => response is null ? "" : $" ({RequestSummary(response)})";

    private static string RequestSummary(Response response) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}, request id {RequestIds.GetRequestId(response)}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static QuantumServiceException Create(
        QuantumErrorKind kind, string message, string? action, Response? response, QuantumErrorData? data, Exception? inner = null) =>
        new(kind, AppendAction(message, action), inner)
        {
            StatusCode = response?.Status,
            ErrorData = data,
            RequestId = response is null ? null : RequestIds.GetRequestId(response),
            RecommendedAction = action,
        };

    private static QuantumServiceException Create(QuantumErrorKind kind, string message, string action, Exception inner, string? requestId) =>
        new(kind, AppendAction(message, action), inner) { RequestId = requestId, RecommendedAction = action };

    private static string AppendAction(string message, string? action) => action is null ? message : $"{message} {action}";
}
