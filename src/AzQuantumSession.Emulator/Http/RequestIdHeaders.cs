using Microsoft.Extensions.Primitives;

namespace AzQuantumSession.Emulator.Http;

/// <summary>Every answer has an id of its own and gives back the client's.</summary>
internal static class RequestIdHeaders
{
    private const string ClientRequestId = "x-ms-client-request-id";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        if (context.Request.Headers.TryGetValue(ClientRequestId, out StringValues given))
        {
            context.Response.Headers[ClientRequestId] = given;
        }

        return next(context);
    }
}
