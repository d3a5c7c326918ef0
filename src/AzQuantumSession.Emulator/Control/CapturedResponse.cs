namespace AzQuantumSession.Emulator.Control;

/// <summary>Runs a request, and keeps its body instead of sending the response.</summary>
internal static class CapturedResponse
{
    /// <summary>Runs a request. The status and the headers stay in the response, which has not started.</summary>
    /// <returns>The body.</returns>
    public static async Task<ReadOnlyMemory<byte>> RunAsync(HttpContext context, RequestDelegate next)
    {
        HttpResponse response = context.Response;
        Stream connection = response.Body;
        using var content = new MemoryStream();
        response.Body = content;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = connection;
        }

        return content.ToArray();
    }
}
