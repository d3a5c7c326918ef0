using System.Globalization;
using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>Makes the error for an answer that is not what was asked for, or that did not come.</summary>
internal sealed class ServiceErrorFactory(ErrorMessageContext context)
{
    /// <summary>The error for an answer that says the request failed.</summary>
    public QuantumServiceException FromResponse(Response response, Uri asked, RequestDescription operation)
    {
        if (response.Status is >= 300 and < 400)
        {
            return FromRedirect(response, asked, operation);
        }

        QuantumErrorData? data = ErrorDataReader.ReadBody(response.Content.ToMemory());
        (QuantumErrorKind kind, string what, string? action) = Describe(response.Status, operation);
        string said = data is not null
            ? $" The service said: {MessageSanitizer.EnsurePeriod(data.ToString())}"
            : Excerpt(response);
        return Create(kind, $"{what} ({RequestSummary(response)}).{said}", action, response, data);
    }

    /// <summary>The error for an answer that is not one of the service's.</summary>
    public QuantumServiceException InvalidResponse(Response response, RequestDescription operation, string why, Exception? inner = null) => Create(
        QuantumErrorKind.InvalidResponse,
        $"The answer to the request to {operation.Action} cannot be read: {why} ({RequestSummary(response)}).",
        $"Check that {UriOrigin.Format(context.Endpoint)} is the address of the service and not of a proxy in front of it.",
        response,
        null,
        inner);

    /// <summary>The error for a link that leads to another host.</summary>
    public QuantumServiceException UntrustedRedirect(Response response, RequestDescription operation, Uri link) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The answer to the request to {operation.Action} leads to another address, {UriOrigin.Format(link)}, and the client did not go there: "
            + $"{context.Credential} is meant for {UriOrigin.Format(context.Endpoint)} only ({RequestSummary(response)}).",
        "If the workspace has moved, connect to its new address.",
        response,
        null);

    /// <summary>The error for a storage address that would not be reached safely.</summary>
    public QuantumServiceException InsecureAddress(Response response, RequestDescription operation, Uri storage) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The answer to the request to {operation.Action} leads to storage at {UriOrigin.Format(storage)}, and the client did not go there: "
            + $"what grants access to the data goes over https only, or over http on one machine ({RequestSummary(response)}).",
        $"Check that {UriOrigin.Format(context.Endpoint)} is the address of the service.",
        response,
        null);

    /// <summary>The error for an answer that did not come; null for an exception that has another cause.</summary>
    public QuantumServiceException? FromException(Exception exception, RequestDescription operation, string? requestId)
    {
        if (TransportError.From(exception) is not { } failure)
        {
            return null;
        }

        string host = UriOrigin.HostAndPort(context.Endpoint);
        string id = requestId is null ? "" : $", request id {requestId}";
        string tries = string.Create(CultureInfo.InvariantCulture, $"{context.Settings.MaxRetries + 1} tries{id}");
        string seconds = context.Settings.NetworkTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return failure.Kind == QuantumErrorKind.Timeout
            ? Create(
                failure.Kind,
                $"{host} did not answer the request to {operation.Action} within {seconds} s ({tries}).",
                "Check the network between here and there, and the service's status page; then try again.",
                exception,
                requestId)
            : Create(
                failure.Kind,
                $"There is no connection to {host} to {operation.Action}: {failure.Reason} ({tries}).",
                Advice(failure),
                exception,
                requestId);
    }

    private string Advice(TransportError failure) => failure switch
    {
        { IsUnknownName: true } when Region.FromEndpoint(context.Endpoint) is { } region => $"Check that '{region}' is the workspace's region; then the network and its DNS.",
        { IsUnknownName: true } => "Check the address; then the network and its DNS.",
        { IsConnectTimeout: true } => $"A firewall on the way may block port {context.Endpoint.Port}: ask for it to be opened to {context.Endpoint.IdnHost}, or set HTTPS_PROXY.",
        _ => "Check the address, the network, proxy and firewall; then try again.",
    };

    private (QuantumErrorKind Kind, string What, string? Action) Describe(int status, RequestDescription operation) => status switch
    {
        401 => (QuantumErrorKind.Authentication, $"{Capital(context.Service)} did not accept {context.Credential} to {operation.Action}", context.CredentialAdvice),
        403 => (QuantumErrorKind.AccessDenied, $"{Capital(context.Credential)} may not {operation.Action} in {context.Scope}", context.RoleAdvice),
        404 => (
            QuantumErrorKind.NotFound,
            operation.ResourceName is { } subject ? $"{subject} was not found in {context.Scope}" : $"{Capital(context.Scope)} was not found",
            operation.ResourceName is not null
                ? "Check the id and the workspace."
                : $"Check its name, resource group and subscription, and that {UriOrigin.Format(context.Endpoint)} is the address of its own region."),
        409 => (QuantumErrorKind.Conflict, $"The id exists already with other content, so it is not possible to {operation.Action} in {context.Scope}", "Use another id."),
        429 => (QuantumErrorKind.Throttled, $"{Capital(context.Service)} gets too many requests to {operation.Action}, also after {context.Settings.MaxRetries} retries", "Wait a while, and ask less often."),
        408 or >= 500 => (QuantumErrorKind.Unavailable, $"{Capital(context.Service)} is not able to {operation.Action} at present{RetrySuffix(status)}", "Try again later; the service's status page may say more."),
        _ => (QuantumErrorKind.Rejected, $"{Capital(context.Service)} refused to {operation.Action}", null),
    };

    private string RetrySuffix(int status) =>
        status is 408 or 500 or 502 or 503 or 504 ? $", also after {context.Settings.MaxRetries} retries" : "";

    private QuantumServiceException FromRedirect(Response response, Uri asked, RequestDescription operation)
    {
        bool hasTarget = response.Headers.TryGetValue("Location", out string? location);
        return hasTarget && Uri.TryCreate(asked, location, out Uri? target) && !UriOrigin.IsSame(target, context.Endpoint)
            ? UntrustedRedirect(response, operation, target)
            : InvalidResponse(response, operation, "it is a redirect, which the service does not use and the client does not follow");
    }

    private static string Excerpt(Response response)
    {
        string excerpt = MessageSanitizer.Summarize(response.Content.ToString());
        return excerpt.Length == 0 ? "" : $" The answer was not the service's own: {MessageSanitizer.EnsurePeriod(excerpt)}";
    }

    private static string RequestSummary(Response response) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}, request id {RequestIds.GetRequestId(response)}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static QuantumServiceException Create(
        QuantumErrorKind kind, string message, string? action, Response response, QuantumErrorData? data, Exception? inner = null) =>
        new(kind, AppendAction(message, action), inner)
        {
            StatusCode = response.Status,
            ErrorData = data,
            RequestId = RequestIds.GetRequestId(response),
            RecommendedAction = action,
        };

    private static QuantumServiceException Create(QuantumErrorKind kind, string message, string action, Exception inner, string? requestId) =>
        new(kind, AppendAction(message, action), inner) { RequestId = requestId, RecommendedAction = action };

    private static string AppendAction(string message, string? action) => action is null ? message : $"{message} {action}";
}
