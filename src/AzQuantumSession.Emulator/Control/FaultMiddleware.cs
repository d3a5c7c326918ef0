using System.Net.Sockets;
using System.Text;
using AzQuantumSession.Emulator.Http;
using Microsoft.AspNetCore.Connections.Features;

namespace AzQuantumSession.Emulator.Control;

/// <summary>Lets a request be hit by a fault.</summary>
internal sealed class FaultMiddleware(FaultList faults, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        switch (faults.FindMatch(context.Request))
        {
            case { Kind: FaultKind.Delay } fault:
                await WaitAsync(context, fault.Delay);
                await next(context);
                break;
            case { Kind: FaultKind.Reset } fault:
                await ResetAsync(context, fault.AfterExecution ? next : null);
                break;
            case { Kind: FaultKind.Truncate }:
                await TruncateAsync(context, next);
                break;
            case { } fault:
                await AnswerAsync(context.Response, fault);
                break;
            default:
                await next(context);
                break;
        }
    }

    /// <summary>Ends early when the client has gone or the emulator stops.</summary>
    private async Task WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(delay, ending.Token);
    }

    private static async Task ResetAsync(HttpContext context, RequestDelegate? executeBefore)
    {
        if (executeBefore is not null)
        {
            context.Response.Body = Stream.Null;
            await executeBefore(context);
        }

        Abort(context);
    }

    private static async Task TruncateAsync(HttpContext context, RequestDelegate next)
    {
        HttpResponse response = context.Response;
        Stream connection = response.Body;
        using var whole = new MemoryStream();
        response.Body = whole;
        await next(context);
        response.Body = connection;
        if (whole.Length == 0)
        {
            Abort(context);
            return;
        }

        // What is missing at the end of the request makes the server close the connection.
        response.ContentLength = whole.Length;
        await response.Body.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpResponse response, Fault fault)
    {
        foreach ((string name, string value) in fault.Headers)
        {
            response.Headers[name] = value;
        }

        if (fault.Kind == FaultKind.Status && fault.Body is null)
        {
            await EndpointResponse.Error(fault.Status, fault.Code ?? "InjectedFault", fault.Message ?? "This fault was asked for.").WriteAsync(response);
            return;
        }

        bool isMalformed = fault.Kind == FaultKind.Malformed;
        byte[] body = Encoding.UTF8.GetBytes(fault.Body ?? """{"value":[{"id":""");
        response.StatusCode = fault.Status;
        response.ContentType = fault.ContentType ?? (isMalformed ? "application/json; charset=utf-8" : "text/html");
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    /// <summary>Drops the connection at once, so that the client sees a reset and not an orderly end.</summary>
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
