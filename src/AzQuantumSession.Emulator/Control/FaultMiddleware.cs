using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using AzQuantumSession.Emulator.Http;
using Microsoft.AspNetCore.Connections.Features;

namespace AzQuantumSession.Emulator.Control;

/// <summary>Applies faults to requests.</summary>
internal sealed class FaultMiddleware(IHostApplicationLifetime lifetime)
{
    public ConcurrentQueue<Fault> Faults { get; } = [];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        string pathAndQuery = $"{request.Path}{Uri.UnescapeDataString(request.QueryString.Value ?? "")}";
        switch (Faults.FirstOrDefault(fault => fault.TryMatch(request.Method, pathAndQuery)))
        {
            case { Kind: FaultKind.Delay } fault:
                // Ends early if the client disconnects or the emulator stops.
                await Task.Delay(fault.Delay, context.RequestAborted).WaitAsync(lifetime.ApplicationStopping);
                await next(context);
                break;
            case { Kind: FaultKind.Reset, AfterExecution: true }:
                context.Response.Body = Stream.Null;
                await next(context);
                Abort(context);
                break;
            case { Kind: FaultKind.Reset }:
                Abort(context);
                break;
            case { Kind: FaultKind.Truncate }:
                await TruncateAsync(context, next);
                break;
            case { } fault:
                await WriteResponseAsync(context.Response, fault);
                break;
            default:
                await next(context);
                break;
        }
    }

    private static async Task TruncateAsync(HttpContext context, RequestDelegate next)
    {
        HttpResponse response = context.Response;
        Stream connection = response.Body;
        using var content = new MemoryStream();
        response.Body = content;
        await next(context);
        response.Body = connection;
        if (content.Length == 0)
        {
            Abort(context);
            return;
        }

        // The server closes the connection, because the body is shorter than the content length.
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content.GetBuffer().AsMemory(0, (int)content.Length / 2), context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteResponseAsync(HttpResponse response, Fault fault)
    {
        foreach ((string name, string value) in fault.Headers)
        {
            response.Headers[name] = value;
        }

        bool isMalformed = fault.Kind == FaultKind.Malformed;
        if (!isMalformed && fault.Body is null)
        {
            await EndpointResponse.Error(fault.Status, fault.Code, fault.Message).WriteAsync(response);
            return;
        }

        byte[] body = Encoding.UTF8.GetBytes(fault.Body ?? """{"value":[{"id":""");
        response.StatusCode = fault.Status;
        response.ContentType = fault.ContentType ?? (isMalformed ? "application/json; charset=utf-8" : "text/html");
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    /// <summary>Resets the connection, so that the client does not see an orderly end.</summary>
    private static void Abort(HttpContext context)
    {
        context.Features.Get<LoggedRequest>()?.End(LoggedRequest.NoAnswer);
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            connection.Socket.LingerState = new LingerOption(true, 0);
        }

        context.Abort();
    }
}
