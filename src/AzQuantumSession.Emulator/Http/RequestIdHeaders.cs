using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Adds a new request id to every response, and returns the request id of the client.</summary>
internal static class RequestIdHeaders
{
    private const string ClientRequestId = "x-ms-client-request-id";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        if (context.Request.Headers.TryGetValue(ClientRequestId, out StringValues clientRequestId))
        {
            context.Response.Headers[ClientRequestId] = clientRequestId;
        }

        return next(context);
    }
}
