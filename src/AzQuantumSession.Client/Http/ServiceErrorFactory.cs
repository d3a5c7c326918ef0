namespace AzQuantumSession.Client.Http;

/// <summary>Creates the errors for failed, invalid, and missing responses.</summary>
/// <param name="service">The service as it appears in a sentence: <c>workspace 'w'</c>.</param>
/// <param name="scope">The resource that contains the requested items, as it appears in a sentence: <c>workspace 'w'</c>.</param>
/// <param name="credential">The credential as it appears in a sentence: <c>the API key</c>.</param>
/// <param name="accessAdvice">The advice for a 403 response: the required role, or another condition.</param>
/// <param name="credentialAdvice">The advice for a 401 response.</param>
/// <param name="endpoint">The endpoint of the requests.</param>
/// <param name="settings">The timeouts and limits of the requests.</param>
/// <param name="hint">What is known about the endpoint of the workspace; null for other services.</param>
internal sealed class ServiceErrorFactory(
    string service,
    string scope,
    string credential,
    string accessAdvice,
    string credentialAdvice,
    Uri endpoint,
    HttpSettings settings,
    EndpointHint? hint = null)
{
    /// <summary>What is known about the endpoint of the workspace; null for other services.</summary>
    public EndpointHint? Hint => hint;

    /// <summary>Returns the id that the service assigned to the request in its logs, or the client's id if there is none.</summary>
    public static string GetRequestId(Response response)
    {
        using RequestSecrets? secrets = RequestSecrets.RemoveKept(response);
        return response.Headers.TryGetValue("x-ms-request-id", out string? id) && !string.IsNullOrWhiteSpace(id)
            ? MessageSanitizer.Shorten(id)
            : response.ClientRequestId;
    }

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
        string problem = kind is QuantumErrorKind.NotFound or QuantumErrorKind.Unavailable ? hint?.Problem ?? "" : "";
        return Create(kind, $"{what}{RequestSuffix(response)}.{said}{problem}", action, response, data);
    }

    /// <summary>Creates the error for a response that does not have the form of the service's responses.</summary>
    public QuantumServiceException InvalidResponse(Response? response, RequestDescription request, string why, Exception? inner = null) => Create(
        QuantumErrorKind.InvalidResponse,
        $"The response to the request to {request.Action} cannot be read: {why}{RequestSuffix(response)}.",
        $"Check that {UriOrigin.Format(endpoint)} is the URI of the service, not of a proxy in front of the service.",
        response,
        inner: inner);

    /// <summary>Creates the error for a link to another host.</summary>
    public QuantumServiceException UntrustedRedirect(Response response, RequestDescription request, Uri link) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The response to the request to {request.Action} points to another host, {MessageSanitizer.Shorten(UriOrigin.Format(link))}, and the client did not follow it: "
            + $"{credential} is sent only to {UriOrigin.Format(endpoint)}{RequestSuffix(response)}.",
        "If the workspace has moved, connect to its new endpoint.",
        response);

    /// <summary>Creates the error for a storage URI that does not use a secure connection.</summary>
    public QuantumServiceException InsecureAddress(Response? response, RequestDescription request, Uri storage) => Create(
        QuantumErrorKind.ForeignAddress,
        $"The response to the request to {request.Action} points to storage at {MessageSanitizer.Shorten(UriOrigin.Format(storage))}, and the client did not connect to it: "
            + $"a SAS is sent only over https, or over http to the same machine{RequestSuffix(response)}.",
        $"Check that {UriOrigin.Format(endpoint)} is the URI of the service.",
        response);

    /// <summary>Creates the error for a missing response, or returns null if the exception has another cause.</summary>
    public QuantumServiceException? FromException(Exception exception, RequestDescription request, string? requestId)
    {
        if (TransportError.From(exception) is not { } failure)
        {
            return null;
        }

        bool isTimeout = failure.Kind == QuantumErrorKind.Timeout;
        string host = UriOrigin.HostAndPort(endpoint);
        string seconds = settings.NetworkTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        string what = isTimeout
            ? $"{host} did not respond to the request to {request.Action} within {seconds} s"
            : $"Cannot connect to {host} to {request.Action}: {failure.Reason}";
        string attempts = string.Create(CultureInfo.InvariantCulture, $"{settings.MaxRetries + 1} attempts");
        string id = requestId is null ? "" : $", request id {requestId}";
        string action = isTimeout ? "Check the network and the service's status page, and then try again." : Advice(failure);
        return Create(failure.Kind, $"{what} ({attempts}{id}).{hint?.Problem}", action, inner: exception, requestId: requestId);
    }

    private string Advice(TransportError failure) => failure switch
    {
        { IsUnknownName: true } when Region.FromEndpoint(endpoint) is { } region =>
            $"Check that '{region}' is the region of the workspace, and then check the network and its DNS.",
        { IsUnknownName: true } => "Check the host name, and then check the network and its DNS.",
        { IsConnectTimeout: true } =>
            $"A firewall may block port {endpoint.Port}: have the port opened to {UriOrigin.GetHost(endpoint)}, or set HTTPS_PROXY.",
        _ => "Check the endpoint, the network, the proxy, and the firewall, and then try again.",
    };

    private (QuantumErrorKind Kind, string What, string? Action) Describe(int status, RequestDescription request)
    {
        string retries = status is 408 or 429 or 500 or 502 or 503 or 504 ? $", even after {settings.MaxRetries} retries" : "";
        return status switch
        {
            401 => (QuantumErrorKind.Authentication, $"{Capital(service)} did not accept {credential} to {request.Action}", credentialAdvice),
            403 => (QuantumErrorKind.AccessDenied, $"{Capital(credential)} may not {request.Action} in {scope}", accessAdvice),
            404 when request.ResourceName is { } resource => (
                QuantumErrorKind.NotFound, $"{resource} was not found in {scope}", $"Check the id and the workspace.{hint?.NotFoundAdvice}"),
            404 => (
                QuantumErrorKind.NotFound,
                $"{Capital(scope)} was not found",
                $"Check its name, resource group, and subscription, and that {UriOrigin.Format(endpoint)} is the endpoint of its region.{hint?.NotFoundAdvice}"),
            409 when request.ResourceName is null => (
                QuantumErrorKind.Conflict,
                $"The id already exists with other content, so the client cannot {request.Action} in {scope}",
                "Use another id."),
            429 => (
                QuantumErrorKind.Throttled,
                $"{Capital(service)} received too many requests to {request.Action}{retries}",
                "Wait, and then send requests less often."),
            408 or >= 500 => (
                QuantumErrorKind.Unavailable,
                $"{Capital(service)} is currently unable to {request.Action}{retries}",
                "Try again later, and check the service's status page."),
            _ => (QuantumErrorKind.Rejected, $"{Capital(service)} refused to {request.Action}", null),
        };
    }

    private QuantumServiceException FromRedirect(Response response, Uri requestUri, RequestDescription request) =>
        response.Headers.TryGetValue("Location", out string? location)
        && Uri.TryCreate(requestUri, location, out Uri? target)
        && !UriOrigin.IsSame(target, endpoint)
            ? UntrustedRedirect(response, request, target)
            : InvalidResponse(response, request, "it is a redirect, which the service does not use and the client does not follow");

    private static string Excerpt(Response response)
    {
        string excerpt = MessageSanitizer.Summarize(response.Content.ToString());
        return excerpt.Length == 0 ? "" : $" The response did not come from the service: {MessageSanitizer.EnsurePeriod(excerpt)}";
    }

    private static string RequestSuffix(Response? response) => response is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" (HTTP {response.Status}, request id {GetRequestId(response)})");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static QuantumServiceException Create(
        QuantumErrorKind kind,
        string message,
        string? action,
        Response? response = null,
        QuantumErrorData? data = null,
        Exception? inner = null,
        string? requestId = null)
    {
        using RequestSecrets? secrets = RequestSecrets.RemoveKept(response);
        return new(kind, RequestSecrets.RemoveFrom(action is null ? message : $"{message} {action}"), MessageSanitizer.Sanitize(inner))
        {
            StatusCode = response?.Status,
            ErrorData = data,
            RequestId = response is null ? requestId : GetRequestId(response),
            RecommendedAction = action,
        };
    }
}
