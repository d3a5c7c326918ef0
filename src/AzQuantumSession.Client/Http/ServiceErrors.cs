using System.Globalization;
using Azure;

namespace AzQuantumSession.Client;

/// <summary>Makes the error for an answer that is not what was asked for, or that did not come.</summary>
internal sealed class ServiceErrors(ErrorContext context)
{
    /// <summary>The error for an answer that says the request failed.</summary>
    public QuantumServiceException FromAnswer(Response response, Uri asked, Operation operation)
    {
        if (response.Status is >= 300 and < 400)
        {
            return FromRedirect(response, asked, operation);
        }

        QuantumErrorData? data = ErrorDataReader.ReadBody(response.Content.ToMemory());
        (QuantumErrorKind kind, string what, string? action) = Describe(response.Status, operation);
        string said = data is not null
            ? $" The service said: {ErrorText.Sentence(data.ToString())}"
            : Excerpt(response);
        return Make(kind, $"{what} ({Facts(response)}).{said}", action, response, data);
    }

    /// <summary>The error for an answer that is not one of the service's.</summary>
    public QuantumServiceException Unreadable(Response response, Operation operation, string why, Exception? inner = null) => Make(
        QuantumErrorKind.InvalidResponse,
        $"The answer to the request to {operation.Doing} cannot be read: {why} ({Facts(response)}).",
        $"Check that {Origin.Text(context.Endpoint)} is the address of the service and not of a proxy in front of it.",
        response,
        null,
        inner);

    /// <summary>The error for a link that leads to another host.</summary>
    public QuantumServiceException Foreign(Response response, Operation operation, Uri link) => Make(
        QuantumErrorKind.ForeignAddress,
        $"The answer to the request to {operation.Doing} leads to another address, {Origin.Text(link)}, and the client did not go there: "
            + $"{context.Credential} is meant for {Origin.Text(context.Endpoint)} only ({Facts(response)}).",
        "If the workspace has moved, connect to its new address.",
        response,
        null);

    /// <summary>The error for a storage address that would not be reached safely.</summary>
    public QuantumServiceException Unprotected(Response response, Operation operation, Uri storage) => Make(
        QuantumErrorKind.ForeignAddress,
        $"The answer to the request to {operation.Doing} leads to storage at {Origin.Text(storage)}, and the client did not go there: "
            + $"what grants access to the data goes over https only, or over http on one machine ({Facts(response)}).",
        $"Check that {Origin.Text(context.Endpoint)} is the address of the service.",
        response,
        null);

    /// <summary>The error for an answer that did not come; null for an exception that has another cause.</summary>
    public QuantumServiceException? FromException(Exception exception, Operation operation, string? requestId)
    {
        if (ConnectionFailure.Of(exception) is not { } failure)
        {
            return null;
        }

        string host = Origin.HostAndPort(context.Endpoint);
        string id = requestId is null ? "" : $", request id {requestId}";
        string tries = string.Create(CultureInfo.InvariantCulture, $"{context.Settings.MaxRetries + 1} tries{id}");
        string seconds = context.Settings.NetworkTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return failure.Kind == QuantumErrorKind.Timeout
            ? Make(
                failure.Kind,
                $"{host} did not answer the request to {operation.Doing} within {seconds} s ({tries}).",
                "Check the network between here and there, and the service's status page; then try again.",
                exception,
                requestId)
            : Make(
                failure.Kind,
                $"There is no connection to {host} to {operation.Doing}: {failure.Summary} ({tries}).",
                Advice(failure),
                exception,
                requestId);
    }

    private string Advice(ConnectionFailure failure) => failure switch
    {
        { IsUnknownName: true } when Region.Of(context.Endpoint) is { } region => $"Check that '{region}' is the workspace's region; then the network and its DNS.",
        { IsUnknownName: true } => "Check the address; then the network and its DNS.",
        { IsUnanswered: true } => $"A firewall on the way may block port {context.Endpoint.Port}: ask for it to be opened to {context.Endpoint.IdnHost}, or set HTTPS_PROXY.",
        _ => "Check the address, the network, proxy and firewall; then try again.",
    };

    private (QuantumErrorKind Kind, string What, string? Action) Describe(int status, Operation operation) => status switch
    {
        401 => (QuantumErrorKind.Authentication, $"{Capital(context.Service)} did not accept {context.Credential} to {operation.Doing}", context.CredentialAdvice),
        403 => (QuantumErrorKind.AccessDenied, $"{Capital(context.Credential)} may not {operation.Doing} in {context.Where}", context.Role),
        404 => (
            QuantumErrorKind.NotFound,
            operation.Subject is { } subject ? $"{subject} was not found in {context.Where}" : $"{Capital(context.Where)} was not found",
            operation.Subject is not null
                ? "Check the id and the workspace."
                : $"Check its name, resource group and subscription, and that {Origin.Text(context.Endpoint)} is the address of its own region."),
        409 => (QuantumErrorKind.Conflict, $"The id exists already with other content, so it is not possible to {operation.Doing} in {context.Where}", "Use another id."),
        429 => (QuantumErrorKind.Throttled, $"{Capital(context.Service)} gets too many requests to {operation.Doing}, also after {context.Settings.MaxRetries} retries", "Wait a while, and ask less often."),
        408 or >= 500 => (QuantumErrorKind.Unavailable, $"{Capital(context.Service)} is not able to {operation.Doing} at present{Retried(status)}", "Try again later; the service's status page may say more."),
        _ => (QuantumErrorKind.Rejected, $"{Capital(context.Service)} refused to {operation.Doing}", null),
    };

    private string Retried(int status) =>
        status is 408 or 500 or 502 or 503 or 504 ? $", also after {context.Settings.MaxRetries} retries" : "";

    private QuantumServiceException FromRedirect(Response response, Uri asked, Operation operation)
    {
        bool hasTarget = response.Headers.TryGetValue("Location", out string? location);
        return hasTarget && Uri.TryCreate(asked, location, out Uri? target) && !Origin.Same(target, context.Endpoint)
            ? Foreign(response, operation, target)
            : Unreadable(response, operation, "it is a redirect, which the service does not use and the client does not follow");
    }

    private static string Excerpt(Response response)
    {
        string excerpt = ErrorText.Excerpt(response.Content.ToString());
        return excerpt.Length == 0 ? "" : $" The answer was not the service's own: {ErrorText.Sentence(excerpt)}";
    }

    private static string Facts(Response response) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}, request id {RequestIds.Of(response)}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static QuantumServiceException Make(
        QuantumErrorKind kind, string message, string? action, Response response, QuantumErrorData? data, Exception? inner = null) =>
        new(kind, Join(message, action), inner)
        {
            StatusCode = response.Status,
            ErrorData = data,
            RequestId = RequestIds.Of(response),
            RecommendedAction = action,
        };

    private static QuantumServiceException Make(QuantumErrorKind kind, string message, string action, Exception inner, string? requestId) =>
        new(kind, Join(message, action), inner) { RequestId = requestId, RecommendedAction = action };

    private static string Join(string message, string? action) => action is null ? message : $"{message} {action}";
}
