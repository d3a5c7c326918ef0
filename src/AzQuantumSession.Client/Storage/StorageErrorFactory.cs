using System.Xml;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Storage;

/// <summary>Creates the errors for failed requests to storage.</summary>
internal sealed class StorageErrorFactory(HttpSettings settings)
{
    /// <summary>Creates the error for an exception of the storage client, or returns null if the exception has another cause.</summary>
    public QuantumServiceException? Create(Exception exception, Uri uri, RequestDescription request)
    {
        using RequestSecrets secrets = RequestSecrets.Remove(uri);
        while (exception is AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            exception = aggregate.InnerExceptions[^1];
        }

        return exception switch
        {
            QuantumServiceException error => error,
            RequestFailedException { Status: not 0 } failed => FromResponse(failed, uri, request),
            ResponseTooLargeException large => new QuantumServiceException(
                QuantumErrorKind.InvalidResponse, $"{CannotRead(uri, request)}: {large.Message}.", MessageSanitizer.Sanitize(large)),
            InvalidDataException invalid => FromInvalidData(invalid, request),

            // The storage client throws these exceptions for a response that is not the XML that it expects, or has no body.
            XmlException or JsonException or FormatException or OverflowException or InvalidOperationException or NullReferenceException
                or KeyNotFoundException or ArgumentException or NotSupportedException => new QuantumServiceException(
                QuantumErrorKind.InvalidResponse, $"{CannotRead(uri, request)}.", MessageSanitizer.Sanitize(exception)),
            _ => TransportError.From(exception) is { } failure ? FromTransportError(failure, exception, uri, request) : null,
        };
    }

    // The storage client's exception contains the whole response, which can include a SAS. The error keeps only sanitized parts.
    private QuantumServiceException FromResponse(RequestFailedException failed, Uri uri, RequestDescription request)
    {
        string host = UriOrigin.HostAndPort(uri);
        (QuantumErrorKind kind, string what, string? action) = failed.Status switch
        {
            401 or 403 => (
                QuantumErrorKind.AccessDenied,
                $"The storage at {host} did not allow the client to {request.Action}",
                "Check that the storage account's firewall allows this machine and that this machine's clock is correct, and then try again: each attempt requests a new SAS."),
            404 => (QuantumErrorKind.NotFound, $"The storage at {host} does not contain the data that is needed to {request.Action}", "The data may have been deleted, or its retention period may have expired."),
            409 or 412 => (QuantumErrorKind.Conflict, $"Another operation is using the data in the storage at {host}, so the client cannot {request.Action}", "Try again."),
            429 => (QuantumErrorKind.Throttled, $"The storage at {host} received too many requests to {request.Action}, even after {settings.MaxRetries} retries", "Wait, and then send requests less often."),
            408 or >= 500 => (QuantumErrorKind.Unavailable, $"The storage at {host} is currently unable to {request.Action}", "Try again later."),
            (>= 200 and < 300) or 304 => (QuantumErrorKind.InvalidResponse, CannotRead(uri, request), null),
            >= 300 and < 400 => (QuantumErrorKind.ForeignAddress, $"The storage at {host} redirected the request to {request.Action}, and the client did not follow the redirect", null),
            _ => (QuantumErrorKind.Rejected, $"The storage at {host} refused to {request.Action}", null),
        };
        string message = MessageSanitizer.Sanitize(failed.Message.Split('\n')[0]);
        string? id = failed.GetRawResponse() is { } response ? ServiceErrorFactory.GetRequestId(response) : null;
        QuantumErrorData data = new() { Code = failed.ErrorCode is { } code ? MessageSanitizer.Shorten(code) : null, Message = message.Length > 0 ? message : null };
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{what} (HTTP {failed.Status}{(id is null ? "" : $", request id {id}")}). Storage said: {MessageSanitizer.EnsurePeriod(data.ToString())}");
        return new QuantumServiceException(kind, action is null ? text : $"{text} {action}")
        {
            StatusCode = failed.Status,
            ErrorData = data,
            RequestId = id,
            RecommendedAction = action,
        };
    }

    private static string CannotRead(Uri uri, RequestDescription request) =>
        $"The response of the storage at {UriOrigin.HostAndPort(uri)} to the request to {request.Action} cannot be read";

    private static QuantumServiceException FromInvalidData(InvalidDataException exception, RequestDescription request)
    {
        const string Action = "Try again. Receive-AzQuantumSessionJobFile downloads the data as it is stored.";
        string reason = MessageSanitizer.EnsurePeriod(MessageSanitizer.Sanitize(exception.Message));
        return new QuantumServiceException(
            QuantumErrorKind.InvalidResponse, $"The client cannot {request.Action}, because the data is incomplete or damaged: {reason} {Action}", MessageSanitizer.Sanitize(exception))
        {
            RecommendedAction = Action,
        };
    }

    private QuantumServiceException FromTransportError(TransportError failure, Exception exception, Uri uri, RequestDescription request)
    {
        const string Action = "Check the network, the proxy, and the firewall between this machine and the workspace's storage account, and then try again.";
        string host = UriOrigin.HostAndPort(uri);
        string attempts = string.Create(CultureInfo.InvariantCulture, $"{settings.MaxRetries + 1} attempts");
        string text = failure.Kind == QuantumErrorKind.Timeout
            ? $"The storage at {host} did not respond in time to the request to {request.Action} ({attempts})."
            : $"Cannot connect to the storage at {host} to {request.Action}: {failure.Reason} ({attempts}).";
        return new QuantumServiceException(failure.Kind, $"{text} {Action}", MessageSanitizer.Sanitize(exception)) { RecommendedAction = Action };
    }
}
