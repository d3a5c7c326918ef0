using System.Collections.Concurrent;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Limits the number of requests in flight to a workspace, for all connections of the process. A 429 response halves the number, and it
/// then grows by one after as many successful requests as it permits. The Retry-After value of a 429 response delays all requests. Requests
/// that wait are sent in the order in which they began to wait, so that none is starved.
/// </summary>
internal sealed class RequestThrottle(TimeProvider time)
{
    /// <summary>The initial and maximum number of requests in flight.</summary>
    public const int MaxConcurrency = 64;

    private const int TooManyRequests = 429;

    private static readonly ConcurrentDictionary<Key, RequestThrottle> ByWorkspace = new();

    private readonly object _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
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
        LinkedListNode<Waiter> waiting;
        lock (_lock)
        {
            waiting = _waiting.AddLast(new Waiter());
            StartNext();
        }

        try
        {
            while (true)
            {
                Task signal;
                DateTimeOffset? pauseEnd;
                lock (_lock)
                {
                    if (waiting.Value.Ticket is { } ticket)
                    {
                        return ticket;
                    }

                    signal = waiting.Value.Signal.Task;
                    pauseEnd = _pause.IsCompleted ? null : _pauseEnd;
                }

                if (pauseEnd is { } end)
                {
                    onPause?.Invoke(end);
                }

                await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Cancel(waiting);
            throw;
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
            StartNext();
        }
    }

    private void Cancel(LinkedListNode<Waiter> waiting)
    {
        lock (_lock)
        {
            if (waiting.Value.Ticket is null)
            {
                _waiting.Remove(waiting);
                return;
            }

            _inFlight--;
            StartNext();
        }
    }

    // Gives the free places to the requests that wait longest.
    private void StartNext()
    {
        while (_pause.IsCompleted && _inFlight < _limit && _waiting.First is { Value: var next })
        {
            _waiting.RemoveFirst();
            _inFlight++;
            next.Ticket = _reductions;
            next.Signal.SetResult();
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
            _ = _pause.ContinueWith(_ => EndPause(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (Waiter waiter in _waiting)
            {
                waiter.Renew();
            }
        }
    }

    private void EndPause()
    {
        lock (_lock)
        {
            StartNext();
        }
    }

    /// <summary>A request that waits for its turn.</summary>
    private sealed class Waiter
    {
        /// <summary>Completes when the request has its turn, or when a pause begins.</summary>
        public TaskCompletionSource Signal { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The ticket; null until the request has its turn.</summary>
        public int? Ticket { get; set; }

        /// <summary>Lets the request report a pause, and wait again at the same place.</summary>
        public void Renew()
        {
            TaskCompletionSource previous = Signal;
            Signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            previous.SetResult();
        }
    }

    private sealed record Key(string Workspace, TimeProvider Time);
}
