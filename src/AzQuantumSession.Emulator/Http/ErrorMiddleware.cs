namespace AzQuantumSession.Emulator.Http;

/// <summary>Writes an error body for every failed request, including the failures of routing.</summary>
internal static class ErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpResponse response = context.Response;
        try
        {
            await next(context);
        }
        catch (ServiceException exception)
        {
            await EndpointResponse.Error(exception.Status, exception.Code, exception.Message, exception.Target).WriteAsync(response);
        }
        catch (BadHttpRequestException exception) when (!response.HasStarted)
        {
            await EndpointResponse.Error(exception.StatusCode, "BadRequest", exception.Message).WriteAsync(response);
        }

        catch (Exception exception) when (!response.HasStarted && exception is not OperationCanceledException)
        {
            // A bug of the emulator must be visible, in a form that clients can read.
            await EndpointResponse.Error(StatusCodes.Status500InternalServerError, "InternalServerError", exception.Message).WriteAsync(response);
        }

        if (response.HasStarted || response.ContentLength is not null)
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status404NotFound)
        {
            await EndpointResponse.Error(response.StatusCode, "NotFound", $"No resource exists at {context.Request.Path}.").WriteAsync(response);
        }
        else if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            await EndpointResponse.Error(response.StatusCode, "MethodNotAllowed", $"{context.Request.Method} is not supported at {context.Request.Path}.").WriteAsync(response);
        }
    }
}
