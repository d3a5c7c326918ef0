namespace AzQuantumSession.Emulator.Control;

/// <summary>The history of requests in the order of their arrival.</summary>
internal sealed class RequestHistory
{
    private readonly Lock _lock = new();
    private readonly List<LoggedRequest> _requests = [];

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    public IReadOnlyList<T> Select<T>(Func<LoggedRequest, T> read)
    {
        lock (_lock)
        {
            return [.. _requests.Select(read)];
        }
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = new LoggedRequest(context.Request);
        lock (_lock)
        {
            _requests.Add(request);
        }

        // The client can receive the response before this method ends, so the status is recorded when the response starts.
        context.Features.Set(request);
        context.Response.OnStarting(() =>
        {
            request.End(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            request.End(context.RequestAborted.IsCancellationRequested ? LoggedRequest.NoAnswer : context.Response.StatusCode);
        }
    }
}
