using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>Sends one request through the pipeline and gives the answer, or throws what the user is to read.</summary>
internal sealed class RestClient(HttpPipeline pipeline, ServiceErrors errors, ConnectionLife? life = null)
{
    /// <summary>The errors of this connection.</summary>
    public ServiceErrors Errors => errors;

    /// <summary>Sends a request and reads the object in the answer.</summary>
    public async Task<Answer<T>> SendAsync<T>(
        RequestMethod method, Uri address, RequestContent? body, JsonTypeInfo<T> type, Operation operation, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(method, address, body, operation, cancellationToken).ConfigureAwait(false);
        return new Answer<T>(Read(response, type, operation), response);
    }

    /// <summary>Sends a request.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method, Uri address, RequestContent? body, Operation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        life?.ThrowIfEnded();
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Content = body;
            message.Request.Headers.SetValue("Content-Type", "application/json");
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The caller's own cancellation may come out of the pipeline among what went wrong before it.
            cancellationToken.ThrowIfCancellationRequested();
            life?.ThrowIfEnded();
            QuantumServiceException? own = exception as QuantumServiceException
                ?? (exception as AggregateException)?.InnerExceptions[^1] as QuantumServiceException;
            throw own ?? errors.FromException(exception, operation, message.Request.ClientRequestId) ?? exception;
        }

        Response response = message.Response;
        return response.Status is >= 200 and < 300 ? response : throw errors.FromAnswer(response, address, operation);
    }

    /// <summary>Reads the object in an answer.</summary>
    public T Read<T>(Response response, JsonTypeInfo<T> type, Operation operation)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content.ToMemory().Span, type)
                ?? throw errors.Unreadable(response, operation, "it is null");
        }
        catch (JsonException exception)
        {
            string excerpt = ErrorText.Excerpt(response.Content.ToString());
            string why = response.Content.ToMemory().IsEmpty ? "it is empty" : $"it is not the JSON that the service sends; it begins with: {excerpt}";
            throw errors.Unreadable(response, operation, why, exception);
        }
    }
}
