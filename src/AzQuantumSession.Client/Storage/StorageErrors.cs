using System.Globalization;
using Azure;

namespace AzQuantumSession.Client;

/// <summary>Makes the error for a request to storage that failed.</summary>
internal sealed class StorageErrors(WorkspaceClientSettings settings)
{
    /// <summary>The error for what the storage client threw; null for an exception that has another cause.</summary>
    public QuantumServiceException? Of(Exception exception, Uri address, Operation operation)
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
                QuantumErrorKind.InvalidResponse, $"What storage holds cannot be decompressed to {operation.Doing}: {ErrorText.Clean(broken.Message)}", broken),
            _ => ConnectionFailure.Of(exception) is { } failure ? FromFailure(failure, exception, address, operation) : null,
        };
    }

    // The storage client's exception repeats the whole answer: it is not kept, only what is fit to be read is.
    private QuantumServiceException FromAnswer(RequestFailedException refusal, Uri address, Operation operation)
    {
        string host = Origin.HostAndPort(address);
        (QuantumErrorKind kind, string what, string? action) = refusal.Status switch
        {
            401 or 403 => (
                QuantumErrorKind.AccessDenied,
                $"The storage at {host} did not permit to {operation.Doing}",
                "Check that the storage account's firewall lets this machine in and that this machine's clock is right; then try again: the right to use it is asked for anew."),
            404 => (QuantumErrorKind.NotFound, $"The storage at {host} does not hold what is needed to {operation.Doing}", "The data may have been deleted, or be past the account's retention."),
            409 or 412 => (QuantumErrorKind.Conflict, $"Something else uses the data in the storage at {host}, so it is not possible to {operation.Doing}", "Try again."),
            429 => (QuantumErrorKind.Throttled, $"The storage at {host} gets too many requests to {operation.Doing}, also after {settings.MaxRetries} retries", "Wait a while, and ask less often."),
            408 or >= 500 => (QuantumErrorKind.Unavailable, $"The storage at {host} is not able to {operation.Doing} at present", "Try again later."),
            >= 300 and < 400 => (QuantumErrorKind.ForeignAddress, $"The storage at {host} sent the request to {operation.Doing} elsewhere, and the client did not go", null),
            >= 200 and < 300 => (QuantumErrorKind.InvalidResponse, $"The answer of the storage at {host} to the request to {operation.Doing} cannot be read", null),
            _ => (QuantumErrorKind.Rejected, $"The storage at {host} refused to {operation.Doing}", null),
        };
        string message = FirstLine(refusal.Message);
        string? id = refusal.GetRawResponse() is { } response ? RequestIds.Of(response) : null;
        QuantumErrorData data = new() { Code = refusal.ErrorCode, Message = message.Length > 0 ? message : null };
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{what} (HTTP {refusal.Status}{(id is null ? "" : $", request id {id}")}). Storage said: {ErrorText.Sentence(data.ToString())}");
        return new QuantumServiceException(kind, action is null ? text : $"{text} {action}")
        {
            StatusCode = refusal.Status,
            ErrorData = data,
            RequestId = id,
            RecommendedAction = action,
        };
    }

    private QuantumServiceException FromFailure(ConnectionFailure failure, Exception exception, Uri address, Operation operation)
    {
        const string Action = "Check the network, proxy and firewall between here and the workspace's storage account; then try again.";
        string host = Origin.HostAndPort(address);
        string tries = string.Create(CultureInfo.InvariantCulture, $"{settings.MaxRetries + 1} tries");
        string text = failure.Kind == QuantumErrorKind.Timeout
            ? $"The storage at {host} did not answer in time to {operation.Doing} ({tries})."
            : $"There is no connection to the storage at {host} to {operation.Doing}: {failure.Summary} ({tries}).";
        return new QuantumServiceException(failure.Kind, $"{text} {Action}", exception) { RecommendedAction = Action };
    }

    private static string FirstLine(string text) => ErrorText.Clean(text.Split('\n')[0]);
}
