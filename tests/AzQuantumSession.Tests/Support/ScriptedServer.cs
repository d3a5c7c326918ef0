using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AzQuantumSession.Tests.Support;

/// <summary>A server on loopback that sends scripted responses and records the requests.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _requestReceived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<RecordedRequest, ScriptedReply> _script;
    private int _count;

    private ScriptedServer(WebApplication app, Func<RecordedRequest, ScriptedReply> script)
    {
        _app = app;
        _script = script;
    }

    public Uri Endpoint { get; private set; } = null!;

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Completes when the server has received a request with the fault <see cref="ReplyFault.Never"/>.</summary>
    public Task RequestReceived => _requestReceived.Task;

    public static Task<ScriptedServer> StartAsync(params ScriptedReply[] replies) =>
        StartAsync(request => replies[Math.Min(request.Number, replies.Length) - 1]);

    public static async Task<ScriptedServer> StartAsync(Func<RecordedRequest, ScriptedReply> script)
    {
        ScriptedServer server = new(LoopbackApp.Create(), script);
        server.Endpoint = (await LoopbackApp.StartAsync(server._app, server.RespondAsync)).Single();
        return server;
    }

    public void SetResponder(Func<RecordedRequest, ScriptedReply> script) => _script = script;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RespondAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        RecordedRequest request = new(
            Interlocked.Increment(ref _count),
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()))
        {
            Bytes = body.ToArray(),
        };
        _requests.Enqueue(request);
        ScriptedReply reply = _script(request);
        using (CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted))
        {
            await reply.Until.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        switch (reply.Fault)
        {
            case ReplyFault.Reset:
                context.Abort();
                return;
            case ReplyFault.Never:
                _requestReceived.TrySetResult();
                using (CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted))
                {
                    await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                context.Abort();
                return;
        }

        context.Response.StatusCode = reply.Status;
        foreach ((string name, string value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await SendBodyAsync(context, reply);
    }

    private async Task SendBodyAsync(HttpContext context, ScriptedReply reply)
    {
        if (reply.Fault == ReplyFault.Truncated)
        {
            context.Response.ContentLength ??= reply.Body.Length + 100;
            await context.Response.WriteAsync(reply.Body);
            await context.Response.Body.FlushAsync();
            context.Features.Get<IConnectionLifetimeFeature>()?.Abort();
            context.Abort();
        }
        else if (reply.Fault is ReplyFault.Slow or ReplyFault.Stalled)
        {
            context.Response.ContentType = reply.ContentType;
            await SendWithPausesAsync(context, reply);
        }
        else if (reply.Bytes.Length > 0)
        {
            context.Response.ContentType = reply.ContentType;
            context.Response.ContentLength = reply.Bytes.Length;
            await context.Response.Body.WriteAsync(reply.Bytes);
        }
        else if (reply.Body.Length > 0)
        {
            context.Response.ContentType = reply.ContentType;
            await context.Response.WriteAsync(reply.Body);
        }
    }

    private async Task SendWithPausesAsync(HttpContext context, ScriptedReply reply)
    {
        bool isStalled = reply.Fault == ReplyFault.Stalled;
        string[] parts = isStalled ? [reply.Body] : [.. reply.Body.Select(character => character.ToString())];
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        try
        {
            foreach (string part in parts)
            {
                await context.Response.WriteAsync(part, ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
                await Task.Delay(isStalled ? Timeout.Infinite : 10, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The client gave up.
        }
    }
}

/// <summary>A request that a server received.</summary>
/// <param name="Number">The number of the request, starting at 1.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and the query, without any decoding.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedRequest(int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The bytes of the body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public string Path => Target.Split('?')[0];

    /// <summary>Returns the decoded value of a query parameter, or null if the query does not contain the parameter.</summary>
    public string? Query(string name) => Target.Contains('?', StringComparison.Ordinal)
        ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part[0] == name)
            .Select(part => Uri.UnescapeDataString(part[1]))
            .FirstOrDefault()
        : null;
}
