namespace AzQuantumSession.Emulator.Http;

/// <summary>Writes an error body for every failed request, including the failures of routing.</summary>
internal static class ErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpResponse response = context.Response;
        EndpointResponse? error = null;
        try
        {
            await next(context);
            if (!response.HasStarted && response.ContentLength is null)
            {
                error = FindRoutingError(context.Request, response.StatusCode);
            }
        }
        catch (ServiceException exception)
        {
            error = exception.Response;
        }
        catch (BadHttpRequestException exception) when (!response.HasStarted)
        {
            error = EndpointResponse.Error(exception.StatusCode, "BadRequest", exception.Message);
        }
        catch (Exception exception) when (!response.HasStarted && exception is not OperationCanceledException)
        {
            // A bug of the emulator must be visible, in a form that clients can read.
            error = EndpointResponse.Error(StatusCodes.Status500InternalServerError, "InternalServerError", exception.Message);
        }

        if (error is not null)
        {
            await error.WriteAsync(response);
        }
    }

    private static EndpointResponse? FindRoutingError(HttpRequest request, int status) => status switch
    {
        StatusCodes.Status404NotFound => EndpointResponse.Error(status, "NotFound", $"No resource exists at {request.Path}."),
        StatusCodes.Status405MethodNotAllowed => EndpointResponse.Error(status, "MethodNotAllowed", $"{request.Method} is not supported at {request.Path}."),
        _ => null,
    };
}
