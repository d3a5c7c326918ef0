using System.Text.Json.Serialization.Metadata;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Sends requests through the pipeline, and returns the response or throws the error that the user sees.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="errors">The factory of the errors of this connection.</param>
/// <param name="throwIfClosed">Throws if the connection is closed.</param>
internal sealed class ApiClient(HttpPipeline pipeline, ServiceErrorFactory errors, Action? throwIfClosed = null)
{
    /// <summary>The factory of the errors of this connection.</summary>
    public ServiceErrorFactory Errors => errors;

    /// <summary>Sends a request and deserializes the body of the response.</summary>
    public async Task<ApiResponse<T>> SendAsync<T>(
        RequestMethod method, Uri uri, RequestContent? body, JsonTypeInfo<T> type, RequestDescription request, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(method, uri, body, request, cancellationToken).ConfigureAwait(false);
        return new ApiResponse<T>(Read(response, type, request), response);
    }

    /// <summary>Sends a request and returns the response, or throws if the response has no success status.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method,
        Uri uri,
        RequestContent? body,
        RequestDescription request,
        CancellationToken cancellationToken,
        string contentType = "application/json")
    {
        cancellationToken.ThrowIfCancellationRequested();
        throwIfClosed?.Invoke();
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.SetValue("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Content = body;
            message.Request.Headers.SetValue("Content-Type", contentType);
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // If the caller cancels during a retry, the pipeline can throw an AggregateException of the earlier failures instead.
            cancellationToken.ThrowIfCancellationRequested();
            throwIfClosed?.Invoke();
            throw TransportError.LastAttempt(exception) as QuantumServiceException
                ?? errors.FromException(exception, request, message.Request.ClientRequestId)
                ?? exception;
        }

        Response response = message.Response;
        if (response.Status is < 200 or >= 300)
        {
            throw errors.FromResponse(response, uri, request);
        }

        errors.Hint?.Confirm();
        return response;
    }

    /// <summary>Deserializes the body of a response.</summary>
    public T Read<T>(Response response, JsonTypeInfo<T> type, RequestDescription request)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content.ToMemory().Span, type)
                ?? throw errors.InvalidResponse(response, request, "it is null");
        }
        catch (JsonException exception)
        {
            string why = response.Content.ToMemory().IsEmpty
                ? "it is empty"
                : $"it is not the JSON that the service sends; it begins with: {MessageSanitizer.Summarize(response.Content.ToString())}";
            throw errors.InvalidResponse(response, request, why, exception);
        }
    }
}

/// <summary>Describes a request in the error messages about it.</summary>
/// <param name="Action">The action as it appears after "to": <c>read session 'x'</c>.</param>
/// <param name="ResourceName">The resource that a 404 response refers to, as it starts a sentence: <c>Session 'x'</c>; null for the workspace.</param>
internal sealed record RequestDescription(string Action, string? ResourceName = null);

/// <summary>A response of the service with its deserialized body.</summary>
/// <param name="Value">The deserialized body.</param>
/// <param name="Response">The response.</param>
internal readonly record struct ApiResponse<T>(T Value, Response Response);
