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
    public Task<ApiResponse<T>> SendAsync<T>(
        RequestMethod method, Uri uri, RequestContent? body, JsonTypeInfo<T> type, RequestDescription request, CancellationToken cancellationToken) =>
        SendAsync(method, uri, body, type, static (value, _) => value, request, cancellationToken);

    /// <summary>Sends a request, and deserializes and maps the body of the response. A response that cannot be mapped is retried.</summary>
    /// <param name="method">The method.</param>
    /// <param name="uri">The URI.</param>
    /// <param name="body">The body; null if the request has none.</param>
    /// <param name="type">The JSON metadata of the response.</param>
    /// <param name="map">Creates the result. Whatever it throws, except for the errors of the client, is the error <c>InvalidResponse</c>.</param>
    /// <param name="request">The description of the request, for errors.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<ApiResponse<TResult>> SendAsync<T, TResult>(
        RequestMethod method,
        Uri uri,
        RequestContent? body,
        JsonTypeInfo<T> type,
        Func<T, Response, TResult> map,
        RequestDescription request,
        CancellationToken cancellationToken)
    {
        TResult result = default!;
        Response response = await SendAsync(
            method, uri, body, request, cancellationToken, read: response => result = Read(response, type, map, request)).ConfigureAwait(false);
        return new ApiResponse<TResult>(result, response);
    }

    /// <summary>Sends a request and returns the response, or throws if the response has no success status.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method,
        Uri uri,
        RequestContent? body,
        RequestDescription request,
        CancellationToken cancellationToken,
        string contentType = "application/json",
        Action<Response>? read = null)
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

        if (read is not null)
        {
            ResponseReadPolicy.SetReader(message, read);
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
            using RequestSecrets secrets = RequestSecrets.Remove(message.Request);
            Exception last = TransportError.LastAttempt(exception);
            QuantumServiceException? error = last as QuantumServiceException
                ?? (last is ResponseTooLargeException ? errors.InvalidResponse(message.Response, request, last.Message, last) : null)
                ?? errors.FromException(exception, request, message.Request.ClientRequestId);
            throw error is null ? exception : MarkUncertain(error, message, request);
        }

        Response response = message.Response;
        if (response.Status is < 200 or >= 300)
        {
            using RequestSecrets secrets = RequestSecrets.Remove(message.Request);
            throw MarkUncertain(errors.FromResponse(response, uri, request), message, request);
        }

        RequestSecrets.Keep(response, message.Request);
        errors.Hint?.Confirm();
        return response;
    }

    private static QuantumServiceException MarkUncertain(QuantumServiceException error, HttpMessage message, RequestDescription request)
    {
        error.MayHaveCreated = request.Creates && UncertainAttempts.Exist(message);
        return error;
    }

    /// <summary>
    /// Deserializes and maps the body of a response. All successful responses are read here, because a service or a proxy can send anything,
    /// and no other exception than <c>InvalidResponse</c> may leave the client.
    /// </summary>
    public TResult Read<T, TResult>(Response response, JsonTypeInfo<T> type, Func<T, Response, TResult> map, RequestDescription request)
    {
        try
        {
            T value = JsonSerializer.Deserialize(response.Content.ToMemory().Span, type) ?? throw errors.InvalidResponse(response, request, "it is null");
            return map(value, response);
        }
        catch (Exception exception) when (exception is not QuantumServiceException)
        {
            string why = response.Content.ToMemory().IsEmpty
                ? "it is empty"
                : $"it is not the JSON that the service sends; it begins with: {MessageSanitizer.Summarize(response.Content.ToString())}";
            throw errors.InvalidResponse(response, request, why, exception);
        }
    }
}

/// <summary>Describes a request in the error messages about it. An id can have any length and any characters, so the texts are shortened.</summary>
/// <param name="action">The action as it appears after "to": <c>read session 'x'</c>.</param>
/// <param name="resourceName">The resource that a 404 response refers to, as it starts a sentence: <c>Session 'x'</c>; null for the workspace.</param>
internal sealed class RequestDescription(string action, string? resourceName = null)
{
    /// <summary>Whether the request creates a session or a job.</summary>
    public bool Creates { get; init; }

    /// <summary>The action as it appears after "to".</summary>
    public string Action => MessageSanitizer.Shorten(action);

    /// <summary>The resource that a 404 response refers to; null for the workspace.</summary>
    public string? ResourceName => resourceName is null ? null : MessageSanitizer.Shorten(resourceName);
}

/// <summary>A response of the service with its deserialized body.</summary>
/// <param name="Value">The deserialized body.</param>
/// <param name="Response">The response.</param>
internal sealed record ApiResponse<T>(T Value, Response Response);
