using Azure.Core.Pipeline;

namespace AzQuantumSession.Client.Http;

/// <summary>Traces and measures each attempt of a request, if anyone listens (docs/tracing.md).</summary>
/// <param name="getTemplate">Returns the path of a URI without the values in it; null if it is unknown.</param>
internal sealed class RequestTracePolicy(Func<Uri, string?> getTemplate) : AsyncPolicy
{
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        RequestTrace.IsEnabled ? TraceAsync(message, pipeline) : ProcessNextAsync(message, pipeline);

    // A method of its own, because a method with a lambda allocates its variables when it starts.
    private ValueTask TraceAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Azure.Core adds the id of the current activity, unless an earlier attempt has added it.
        message.Request.Headers.Remove("traceparent");
        message.Request.Headers.Remove("tracestate");
        return RequestTracer.RunAsync(message, getTemplate, () => ProcessNextAsync(message, pipeline));
    }
}

/// <summary>Traces and measures the attempts of a request.</summary>
internal static class RequestTracer
{
    /// <summary>Traces and measures an attempt.</summary>
    /// <param name="message">The request.</param>
    /// <param name="getTemplate">Returns the path of a URI without the values in it; null if it is unknown.</param>
    /// <param name="send">Sends the request.</param>
    public static async ValueTask RunAsync(HttpMessage message, Func<Uri, string?> getTemplate, Func<ValueTask> send)
    {
        RequestTrace trace = Start(message, getTemplate);
        try
        {
            await send().ConfigureAwait(false);
            trace.SetStatus(message.Response.Status);
        }
        catch (Exception exception)
        {
            trace.SetError(message.CancellationToken.IsCancellationRequested ? "cancelled" : GetErrorType(TransportError.LastAttempt(exception)));
            throw;
        }
        finally
        {
            trace.Stop();
        }
    }

    private static RequestTrace Start(HttpMessage message, Func<Uri, string?> getTemplate)
    {
        int sent = message.TryGetProperty(typeof(RequestTracer), out object? value) && value is int count ? count : 0;
        message.SetProperty(typeof(RequestTracer), sent + 1);
        Uri uri = message.Request.Uri.ToUri();
        return RequestTrace.Start(message.Request.Method.Method, UriOrigin.GetHost(uri), uri.Port, getTemplate(uri), sent);
    }

    // As the metrics of .NET: the kind of failure in snake case, or else the type of the exception.
    private static string GetErrorType(Exception exception) => exception switch
    {
        OperationCanceledException => "timeout",
        HttpRequestException { HttpRequestError: var error and not HttpRequestError.Unknown } => Format(error),
        HttpIOException { HttpRequestError: var error and not HttpRequestError.Unknown } => Format(error),
        RequestFailedException { InnerException: { } inner } => GetErrorType(inner),
        _ => exception.GetType().FullName ?? exception.GetType().Name,
    };

    private static string Format(HttpRequestError error) => JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ToString());
}
