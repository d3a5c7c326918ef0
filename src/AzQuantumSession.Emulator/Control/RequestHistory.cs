using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Control;

/// <summary>The history of requests in the order of their arrival.</summary>
internal sealed class RequestHistory
{
    public ConcurrentQueue<LoggedRequest> Requests { get; } = [];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = new LoggedRequest(context.Request);
        Requests.Enqueue(request);

        // The client can receive the response before this method ends, so the status is recorded when the response starts.
        context.Features.Set(request);
        context.Response.OnStarting(() =>
        {
            request.End(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            request.End(context.RequestAborted.IsCancellationRequested ? LoggedRequest.NoAnswer : context.Response.StatusCode);
        }
    }
}

/// <summary>A request without its secrets, and the status of its response.</summary>
internal sealed partial class LoggedRequest(HttpRequest request)
{
    /// <summary>The status of a request without a response.</summary>
    public const int NoAnswer = 0;

    private readonly string _method = request.Method;
    private readonly string _path = request.Path.ToUriComponent();
    private readonly string _query = Secret().Replace(request.QueryString.ToUriComponent(), "$1REDACTED");

    // Null until the request has ended.
    private int? _status;

    /// <summary>Records the status of the request. Only the first call has an effect.</summary>
    public void End(int status) => _status ??= status;

    public JsonObject Write() => new() { ["method"] = _method, ["path"] = _path, ["query"] = _query, ["status"] = _status };

    [GeneratedRegex("([?&][^=&]*(?:sig|token|key)[^=&]*=)[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
