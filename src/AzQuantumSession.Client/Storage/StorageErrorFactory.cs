using System.Globalization;
using AzQuantumSession.Client.Http;
using Azure;

namespace AzQuantumSession.Client.Storage;

/// <summary>Makes the error for a request to storage that failed.</summary>
internal sealed class StorageErrorFactory(HttpSettings settings)
{
    /// <summary>The error for what the storage client threw; null for an exception that has another cause.</summary>
    public QuantumServiceException? Create(Exception exception, Uri address, RequestDescription operation)
    {
        while (exception is AggregateException { InnerExceptions.Count: > 0 } several)
        {
            exception = several.InnerExceptions[^1];
        }

        return exception switch
        {
            QuantumServiceException own => own,
            RequestFailedException { Status: not 0 } refusal => FromAnswer(refusal, address, operation),
            InvalidDataException broken => new QuantumServiceException(
                QuantumErrorKind.InvalidResponse, $"What storage holds cannot be decompressed to {operation.Action}: {MessageSanitizer.Sanitize(broken.Message)}", broken),
            _ => TransportError.From(exception) is { } failure ? FromFailure(failure, exception, address, operation) : null,
        };
    }

    // The storage client's exception repeats the whole answer: it is not kept, only what is fit to be read is.
    private QuantumServiceException FromAnswer(RequestFailedException refusal, Uri address, RequestDescription operation)
    {
        string host = UriOrigin.HostAndPort(address);
        (QuantumErrorKind kind, string what, string? action) = refusal.Status switch
        {
            401 or 403 => (
                QuantumErrorKind.AccessDenied,
                $"The storage at {host} did not permit to {operation.Action}",
                "Check that the storage account's firewall lets this machine in and that this machine's clock is right; then try again: the right to use it is asked for anew."),
            404 => (QuantumErrorKind.NotFound, $"The storage at {host} does not hold what is needed to {operation.Action}", "The data may have been deleted, or be past the account's retention."),
            409 or 412 => (QuantumErrorKind.Conflict, $"Something else uses the data in the storage at {host}, so it is not possible to {operation.Action}", "Try again."),
            429 => (QuantumErrorKind.Throttled, $"The storage at {host} gets too many requests to {operation.Action}, also after {settings.MaxRetries} retries", "Wait, and then send requests less often."),
            408 or >= 500 => (QuantumErrorKind.Unavailable, $"The storage at {host} is not able to {operation.Action} at present", "Try again later."),
            >= 300 and < 400 => (QuantumErrorKind.ForeignAddress, $"The storage at {host} sent the request to {operation.Action} elsewhere, and the client did not go", null),
            >= 200 and < 300 => (QuantumErrorKind.InvalidResponse, $"The answer of the storage at {host} to the request to {operation.Action} cannot be read", null),
            _ => (QuantumErrorKind.Rejected, $"The storage at {host} refused to {operation.Action}", null),
        };
        string message = FirstLine(refusal.Message);
        string? id = refusal.GetRawResponse() is { } response ? RequestIds.GetRequestId(response) : null;
        QuantumErrorData data = new() { Code = refusal.ErrorCode, Message = message.Length > 0 ? message : null };
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{what} (HTTP {refusal.Status}{(id is null ? "" : $", request id {id}")}). Storage said: {MessageSanitizer.EnsurePeriod(data.ToString())}");
        return new QuantumServiceException(kind, action is null ? text : $"{text} {action}")
        {
            StatusCode = refusal.Status,
            ErrorData = data,
            RequestId = id,
            RecommendedAction = action,
        };
    }

    private QuantumServiceException FromFailure(TransportError failure, Exception exception, Uri address, RequestDescription operation)
    {
        const string Action = "Check the network, proxy and firewall between here and the workspace's storage account; then try again.";
        string host = UriOrigin.HostAndPort(address);
        string tries = string.Create(CultureInfo.InvariantCulture, $"{settings.MaxRetries + 1} tries");
        string text = failure.Kind == QuantumErrorKind.Timeout
            ? $"The storage at {host} did not answer in time to {operation.Action} ({tries})."
            : $"Cannot connect to the storage at {host} to {operation.Action}: {failure.Reason} ({tries}).";
        return new QuantumServiceException(failure.Kind, $"{text} {Action}", exception) { RecommendedAction = Action };
    }

    private static string FirstLine(string text) => MessageSanitizer.Sanitize(text.Split('\n')[0]);
}
