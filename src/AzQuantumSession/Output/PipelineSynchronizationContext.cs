using System.Runtime.ExceptionServices;

namespace AzQuantumSession.Output;

/// <summary>
/// Runs async code of a command on the calling thread: every continuation returns to it. PowerShell requires this thread for all writes to
/// a pipeline. What is posted while the thread runs other code is executed at the next call of <see cref="Run"/>.
/// </summary>
/// <param name="cancel">Requests the cancellation of the running method.</param>
internal sealed class PipelineSynchronizationContext(Action cancel) : SynchronizationContext
{
    private readonly Queue<WorkItem> _work = new();
    private readonly Queue<ThreadRequest> _requests = new();
    private TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _thread;
    private SynchronizationContext? _outer;
    private ExceptionDispatchInfo? _callbackError;

    /// <summary>
    /// Runs a method until it completes. Rethrows an exception of the method. If another posted callback throws an exception, cancels the
    /// method, waits for it, and rethrows the exception of the callback.
    /// </summary>
    /// <param name="block">The method to run.</param>
    public void Run(Func<Task> block)
    {
        _thread = Thread.CurrentThread;
        _outer = Current;
        _callbackError = null;
        Enter();
        try
        {
            Task task = block();
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(
                    static (_, state) => ((PipelineSynchronizationContext)state!).Post(static _ => { }, null),
                    this,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            RunUntil(task);
            if (_callbackError is { } callbackError)
            {
                _ = task.Exception; // Marks the exception as observed. It results from the cancellation.
                callbackError.Throw();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Restores the context of the caller while code of the user runs, such as the next command of the pipeline: that code may wait
    /// synchronously for its own continuations.
    /// </summary>
    /// <returns>Ends the suspension.</returns>
    public Suspension Suspend()
    {
        Leave();
        return new Suspension(this);
    }

    /// <summary>Suspends the context of the current thread, if it is of this type.</summary>
    /// <returns>Ends the suspension; null if there is nothing to suspend.</returns>
    public static Suspension? SuspendCurrent() => (Current as PipelineSynchronizationContext)?.Suspend();

    /// <summary>
    /// Executes a request on the thread, ahead of posted callbacks. A request does not wait while the thread runs other code, because that
    /// code can be waiting for the request.
    /// </summary>
    /// <param name="execute">Executes the request. Must not throw an exception.</param>
    /// <param name="refuse">Is called on any thread if the thread runs other code. Receives the task that completes at the next opportunity.</param>
    public void Request(Action execute, Action<Task> refuse)
    {
        Task running;
        lock (_work)
        {
            running = _running.Task;
            if (running.IsCompleted)
            {
                _requests.Enqueue(new ThreadRequest(execute, refuse));
                Monitor.Pulse(_work);
                return;
            }
        }

        refuse(running);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue(new WorkItem(d, state));
            Monitor.Pulse(_work);
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread != _thread)
        {
            throw new NotSupportedException("Another thread must use Post: waiting for the pipeline thread can deadlock.");
        }

        d(state);
    }

    private void Enter()
    {
        SetSynchronizationContext(this);
        lock (_work)
        {
            _running.TrySetResult();
        }
    }

    private void Leave()
    {
        SetSynchronizationContext(_outer);
        ThreadRequest[] refused;
        lock (_work)
        {
            _running = _running.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _running;
            refused = [.. _requests];
            _requests.Clear();
        }

        foreach (ThreadRequest request in refused)
        {
            request.Refuse(_running.Task);
        }
    }

    private void RunUntil(Task task)
    {
        while (TryDequeue(task) is { } next)
        {
            try
            {
                next.Callback(next.State);
            }
            catch (Exception e)
            {
                // Later exceptions are ignored. Any exception that left the loop would abandon the method before it completes.
                if (_callbackError is null)
                {
                    _callbackError = ExceptionDispatchInfo.Capture(e);
                    cancel();
                }
            }
        }
    }

    // Returns null if the task is completed and the queues are empty.
    private WorkItem? TryDequeue(Task task)
    {
        lock (_work)
        {
            while (_work.Count == 0 && _requests.Count == 0 && !task.IsCompleted)
            {
                Monitor.Wait(_work);
            }

            if (_requests.TryDequeue(out ThreadRequest? request))
            {
                return new WorkItem(static execute => ((Action)execute!)(), request.Execute);
            }

            return _work.TryDequeue(out WorkItem? next) ? next : null;
        }
    }

    // Classes rather than tuples, because a queue of a value type is compiled at the first command.
    private sealed class WorkItem(SendOrPostCallback callback, object? state)
    {
        public SendOrPostCallback Callback => callback;

        public object? State => state;
    }

    private sealed class ThreadRequest(Action execute, Action<Task> refuse)
    {
        public Action Execute => execute;

        public Action<Task> Refuse => refuse;
    }

    /// <summary>Ends a suspension.</summary>
    public readonly struct Suspension(PipelineSynchronizationContext context) : IDisposable
    {
        public void Dispose() => context.Enter();
    }
}
