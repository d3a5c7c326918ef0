using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>
/// Forwards requests to the emulator, and holds one of them at an exact point: before the emulator receives the request, in the middle of the
/// body of the response, or in the retry delay of the client. The emulator's links have the URI of this proxy, because they have the host of
/// the request. The proxy listens on several ports, and uses another port for each command: a request that was sent before its command was
/// stopped can arrive when the next command runs.
/// </summary>
internal sealed class HoldingProxy : IAsyncDisposable
{
    // Of the connection, and not of the response.
    private static readonly string[] ConnectionHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<string> _requests = [];
    private readonly ConcurrentDictionary<string, int> _statuses = new();
    private int _active;
    private int _current;
    private Hold _hold = Hold.None;

    private HoldingProxy(WebApplication app, Uri emulator)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = emulator };
    }

    /// <summary>The URIs of the ports.</summary>
    public IReadOnlyList<Uri> Endpoints { get; private set; } = [];

    /// <summary>The URI for the current command.</summary>
    public Uri Endpoint => Endpoints[_current];

    /// <summary>The requests since the last call of <see cref="SetHold"/>: the method, and the path below the workspace.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The number of requests that the client has sent and that have not ended.</summary>
    public int Active => Volatile.Read(ref _active);

    public static async Task<HoldingProxy> StartAsync(Uri emulator)
    {
        HoldingProxy proxy = new(LoopbackApp.Create(ports: 2), emulator);
        proxy.Endpoints = await LoopbackApp.StartAsync(proxy._app, proxy.RespondAsync);
        return proxy;
    }

    /// <summary>Returns the status of the emulator's response to a request; 0 if there is none.</summary>
    public int GetStatus(string request) => _statuses.GetValueOrDefault(request);

    /// <summary>Forgets the requests, and changes the port for the next command.</summary>
    public void Begin()
    {
        lock (_requests)
        {
            _current = (_current + 1) % Endpoints.Count;
        }

        SetHold(Hold.None);
    }

    /// <summary>Forgets the requests, and sets the request to hold.</summary>
    public void SetHold(Hold hold)
    {
        lock (_requests)
        {
            _requests.Clear();
            _statuses.Clear();
            _hold = hold;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task RespondAsync(HttpContext context)
    {
        Interlocked.Increment(ref _active);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        try
        {
            await RespondAsync(context, Record(context), ended.Token);
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private Hold Record(HttpContext context)
    {
        lock (_requests)
        {
            if (context.Connection.LocalPort != Endpoint.Port)
            {
                return Hold.None;
            }

            _requests.Add(Describe(context.Request));
            return _hold.Number == _requests.Count ? _hold : Hold.None;
        }
    }

    private static string Describe(HttpRequest request) => $"{request.Method} {request.Path.Value!.Split("/workspaces/emulator/")[^1]}";

    private async Task RespondAsync(HttpContext context, Hold hold, CancellationToken ended)
    {
        if (hold.Kind == HoldKind.Request)
        {
            await hold.WaitAsync(ended);
        }

        if (hold.Kind == HoldKind.Retry)
        {
            context.Response.StatusCode = hold.Status;
            context.Response.Headers["Retry-After"] = hold.RetryAfter;
            await context.Response.CompleteAsync();
        }
        else
        {
            using HttpResponseMessage response = await SendAsync(context, ended);
            _statuses[Describe(context.Request)] = (int)response.StatusCode;
            byte[] body = await response.Content.ReadAsByteArrayAsync(ended);
            CopyHead(response, context.Response, body.Length);
            int half = hold.Kind == HoldKind.Body ? body.Length / 2 : 0;
            if (half > 0)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(..half), ended);
                await context.Response.Body.FlushAsync(ended);
            }

            if (hold.Kind == HoldKind.Body)
            {
                await hold.WaitAsync(ended);
            }

            if (body.Length > 0)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(half..), ended);
            }

            await context.Response.CompleteAsync();
        }

        hold.SetReached();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, CancellationToken ended)
    {
        HttpRequest source = context.Request;
        using HttpRequestMessage request = new(new HttpMethod(source.Method), new Uri(context.Features.Get<IHttpRequestFeature>()!.RawTarget, UriKind.Relative));
        if (source.ContentLength > 0 || source.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(source.Body);
        }

        foreach ((string name, string[] values) in source.Headers.Select(header => (header.Key, header.Value.OfType<string>().ToArray())))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return await _client.SendAsync(request, ended);
    }

    [SuppressMessage("Usage", "ASP0019", Justification = "The names are distinct.")]
    private static void CopyHead(HttpResponseMessage source, HttpResponse destination, int length)
    {
        destination.StatusCode = (int)source.StatusCode;
        foreach ((string name, IEnumerable<string> values) in source.Headers.Concat(source.Content.Headers))
        {
            if (!ConnectionHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                destination.Headers[name] = values.ToArray();
            }
        }

        if (length > 0)
        {
            destination.ContentLength = length;
        }
    }
}
