using System.Collections.Concurrent;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Limits the number of requests in flight to a workspace, for all connections of the process. A 429 response halves the number, and it
/// then grows by one after as many successful requests as it permits. The Retry-After value of a 429 response delays all requests.
/// </summary>
internal sealed class RequestThrottle(TimeProvider time)
{
    /// <summary>The initial and maximum number of requests in flight.</summary>
    public const int MaxConcurrency = 64;

    private const int TooManyRequests = 429;

    private static readonly ConcurrentDictionary<Key, RequestThrottle> ByWorkspace = new();

    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private Task _pause = Task.CompletedTask;
    private DateTimeOffset _pauseEnd;
    private int _limit = MaxConcurrency;
    private int _inFlight;
    private int _successes;
    private int _reductions;

    /// <summary>Returns the throttle of a workspace at an endpoint.</summary>
    public static RequestThrottle For(Uri endpoint, WorkspaceId workspace, TimeProvider time) => ByWorkspace.GetOrAdd(
        new Key($"{endpoint.AbsoluteUri}{workspace}".ToUpperInvariant(), time), static key => new RequestThrottle(key.Time));

    /// <summary>The number of requests that can be in flight.</summary>
    internal int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }
    }

    /// <summary>Waits until another request can be sent.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="onPause">Is called before a wait for the Retry-After value of another response, with the time when it ends; null to do nothing.</param>
    /// <returns>A ticket for <see cref="Leave"/>.</returns>
    public async ValueTask<int> EnterAsync(CancellationToken cancellationToken, Action<DateTimeOffset>? onPause = null)
    {
        while (true)
        {
            Task turn;
            DateTimeOffset? pauseEnd = null;
            lock (_lock)
            {
                if (!_pause.IsCompleted)
                {
                    turn = _pause;
                    pauseEnd = _pauseEnd;
                }
                else if (_inFlight < _limit)
                {
                    _inFlight++;
                    return _reductions;
                }
                else
                {
                    TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    _waiting.Enqueue(waiting);
                    turn = waiting.Task;
                }
            }

            if (pauseEnd is { } end)
            {
                onPause?.Invoke(end);
            }

            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a request.</summary>
    /// <param name="ticket">The ticket of <see cref="EnterAsync"/>.</param>
    /// <param name="response">The response; null if there is none.</param>
    public void Leave(int ticket, Response? response)
    {
        lock (_lock)
        {
            if (response?.Status == TooManyRequests)
            {
                Reduce(ticket, RetryAfter.Read(response, time));
            }
            else if (response is not null && _limit < MaxConcurrency && ++_successes >= _limit)
            {
                _limit++;
                _successes = 0;
            }

            _inFlight--;

            // A request that no longer waits leaves its place to the next request, so all requests that waited try again.
            while (_waiting.TryDequeue(out TaskCompletionSource? next))
            {
                next.TrySetResult();
            }
        }
    }

    // Requests that were in flight together often get 429 together. Only the first of them reduces the limit.
    private void Reduce(int ticket, TimeSpan? delay)
    {
        if (ticket == _reductions)
        {
            _limit = Math.Max(1, Math.Min(_limit, _inFlight) / 2);
            _successes = 0;
            _reductions++;
        }

        if (delay is { } pause && time.GetUtcNow() + pause is var end && end > _pauseEnd)
        {
            _pauseEnd = end;
            _pause = Task.Delay(pause, time);
        }
    }

    private sealed record Key(string Workspace, TimeProvider Time);
}
