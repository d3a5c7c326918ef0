using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using AzQuantumSession.Emulator.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Control;

/// <summary>Applies faults to requests.</summary>
internal sealed class FaultMiddleware(ConcurrentQueue<Fault> faults, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        string pathAndQuery = $"{request.Path}{Uri.UnescapeDataString(request.QueryString.Value ?? "")}";
        switch (faults.FirstOrDefault(fault => fault.TryMatch(request.Method, pathAndQuery)))
        {
            case { Kind: FaultKind.Delay } fault:
                await DelayAsync(context, fault);
                await next(context);
                break;
            case { Kind: FaultKind.Reset, AfterExecution: true }:
                await CapturedResponse.RunAsync(context, next);
                Abort(context);
                break;
            case { Kind: FaultKind.Reset }:
                Abort(context);
                break;
            case { Kind: FaultKind.Truncate }:
                await TruncateAsync(context, await CapturedResponse.RunAsync(context, next));
                break;
            case { Kind: FaultKind.Drip } fault:
                await DripAsync(context, await CapturedResponse.RunAsync(context, next), fault);
                break;
            case { Kind: FaultKind.Duplicate }:
                await DuplicateAsync(context, next);
                break;
            case { Kind: FaultKind.Skew } fault:
                await ClockSkew.WriteAsync(context.Response, await CapturedResponse.RunAsync(context, next), fault.Skew);
                break;
            case { } fault:
                await WriteResponseAsync(context.Response, fault);
                break;
            default:
                await next(context);
                break;
        }
    }

    // Ends early if the client disconnects or the emulator stops.
    private Task DelayAsync(HttpContext context, Fault fault) =>
        Task.Delay(fault.Delay, context.RequestAborted).WaitAsync(lifetime.ApplicationStopping);

    private static async Task TruncateAsync(HttpContext context, ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
        {
            Abort(context);
            return;
        }

        // The server closes the connection, because the body is shorter than the content length.
        HttpResponse response = context.Response;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content[..(content.Length / 2)], context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> content, Fault fault)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        for (int sent = 0; sent < content.Length; sent += fault.PieceSize)
        {
            await DelayAsync(context, fault);
            await context.Response.Body.WriteAsync(content.Slice(sent, Math.Min(fault.PieceSize, content.Length - sent)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    // As if a proxy repeated the request, because it did not receive the response.
    private static async Task DuplicateAsync(HttpContext context, RequestDelegate next)
    {
        (string Name, StringValues Value)[] headers = [.. context.Response.Headers.Select(header => (header.Key, header.Value))];
        context.Request.EnableBuffering();
        await CapturedResponse.RunAsync(context, next);
        context.Request.Body.Position = 0;
        context.Response.Clear();
        foreach ((string name, StringValues value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await next(context);
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
