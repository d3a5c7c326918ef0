using System.Diagnostics;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Soak.Interleavings;

/// <summary>
/// Runs asynchronous code, and delivers all that comes from outside in a random order on one thread: the responses to its requests, timers, calls,
/// and cancellations. Before most events, the code settles; before the others, it still runs, so that it runs at the same time as the event.
/// </summary>
internal sealed class Interleaving(Random random)
{
    private static readonly TimeSpan DeadlockTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxSettleTime = TimeSpan.FromMilliseconds(2);

    // Threads of the pool that never become available belong to the test runner.
    private static int _mostAvailable;

    private readonly Lock _lock = new();
    private readonly List<(string Name, Action Deliver)> _events = [];
    private readonly List<string> _delivered = [];
    private Thread? _pipelineThread;

    public ControlledTime Time { get; } = new();

    /// <summary>The names of the events in the order of their delivery.</summary>
    public string Trace => string.Join(", ", _delivered);

    /// <summary>Returns a random number. Can be called on any thread.</summary>
    public int Next(int exclusiveMaximum)
    {
        lock (_lock)
        {
            return random.Next(exclusiveMaximum);
        }
    }

    /// <summary>Returns true with a probability of one in a number.</summary>
    public bool IsOneIn(int number) => Next(number) == 0;

    /// <summary>Adds an event, which is delivered once.</summary>
    public void Add(string name, Action deliver)
    {
        lock (_lock)
        {
            _events.Add((name, deliver));
        }
    }

    /// <summary>Adds the cancellation of a caller, which can have ended before.</summary>
    public void AddCancellation(string name, CancellationTokenSource caller) => Add(name, () =>
    {
        try
        {
            caller.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The caller has ended.
        }
    });

    /// <summary>Adds events that are delivered in their order.</summary>
    public void AddInOrder(string name, IReadOnlyList<Action> deliver, int first = 0)
    {
        if (first < deliver.Count)
        {
            Add($"{name} {first}", () =>
            {
                AddInOrder(name, deliver, first + 1);
                deliver[first]();
            });
        }
    }

    /// <summary>Waits for a response, which is an event.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="answer">Returns the response, or throws the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> AnswerAsync<T>(string name, Func<T> answer, CancellationToken cancellationToken)
    {
        // A response can arrive on the thread of the transport, or on a thread of the pool.
        var response = new TaskCompletionSource<T>(IsOneIn(2) ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        await using CancellationTokenRegistration registration = cancellationToken.Register(() => response.TrySetCanceled(cancellationToken));
        Add(name, () =>
        {
            try
            {
                response.TrySetResult(answer());
            }
            catch (Exception e)
            {
                response.TrySetException(e);
            }
        });
        return await response.Task.ConfigureAwait(false);
    }

    /// <summary>Delivers events until a task has completed, and rethrows its exception.</summary>
    public void Run(Task task)
    {
        while (true)
        {
            if (!IsOneIn(4))
            {
                Settle();
            }

            if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                return;
            }

            if (!TryDeliver())
            {
                WaitForProgress(task);
            }
        }
    }

    /// <summary>Runs code of a command on a pipeline thread, with its continuations.</summary>
    /// <param name="context">The context of the thread.</param>
    /// <param name="block">The code.</param>
    /// <returns>The exception that the code throws, or null.</returns>
    public Exception? RunOnPipeline(PipelineSynchronizationContext context, Func<Task> block)
    {
        var done = new TaskCompletionSource<Exception?>();
        _pipelineThread = new Thread(() => done.SetResult(Record.Exception(() => context.Run(block)))) { IsBackground = true };
        _pipelineThread.Start();
        Run(done.Task);
        _pipelineThread.Join();
        _pipelineThread = null;
        return done.Task.Result;
    }

    private bool TryDeliver()
    {
        (string Name, Action Deliver) next;
        lock (_lock)
        {
            bool hasTimers = Time.HasTimers;
            int index = random.Next(_events.Count + (hasTimers ? 1 : 0) + (_events.Count == 0 && !hasTimers ? 1 : 0));
            if (index < _events.Count)
            {
                next = _events[index];
                _events.RemoveAt(index);
            }
            else
            {
                next = ("timer", () => Time.TryFire());
                if (!hasTimers)
                {
                    return false;
                }
            }

            _delivered.Add(next.Name);
        }

        next.Deliver();
        return true;
    }

    // Nothing comes from outside any more, so the code must end, or ask for something.
    private void WaitForProgress(Task task)
    {
        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (!task.IsCompleted && !HasEvents())
        {
            spin.SpinOnce();
            if (Stopwatch.GetElapsedTime(start) > DeadlockTime)
            {
                throw new InvalidOperationException($"Deadlock, or an item was lost, after: {Trace}");
            }
        }
    }

    private bool HasEvents()
    {
        lock (_lock)
        {
            return _events.Count > 0 || Time.HasTimers;
        }
    }

    // The thread pool is idle, and the pipeline thread waits. Other work of the process only delays this.
    private void Settle()
    {
        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (!IsIdle() && Stopwatch.GetElapsedTime(start) < MaxSettleTime)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private bool IsIdle()
    {
        ThreadPool.GetAvailableThreads(out int available, out _);
        _mostAvailable = Math.Max(_mostAvailable, available);
        return ThreadPool.PendingWorkItemCount == 0
            && available >= _mostAvailable
            && (_pipelineThread is not { } thread || !thread.IsAlive || thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin));
    }
}
