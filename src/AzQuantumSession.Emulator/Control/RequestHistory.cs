namespace AzQuantumSession.Emulator.Control;

/// <summary>The requests in the order in which they came.</summary>
internal sealed class RequestHistory
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    public IReadOnlyList<T> Select<T>(Func<LoggedRequest, T> read)
    {
        lock (_gate)
        {
            return [.. _requests.Select(read)];
        }
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = new LoggedRequest(context.Request);
        lock (_gate)
        {
            _requests.Add(request);
        }

        // The answer is on its way to the client before this method ends, so it is noted at its start.
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
