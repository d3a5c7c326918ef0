using System.Runtime.ExceptionServices;

namespace AzQuantumSession.Output;

/// <summary>
/// Runs async code of a command on the calling thread: every continuation returns to it. PowerShell requires this thread for all writes to
/// a pipeline. What is posted while the thread runs other code is executed at the next call of <see cref="Run"/>.
/// </summary>
/// <param name="cancel">Requests the cancellation of the running method.</param>
internal sealed class PipelineSynchronizationContext(Action cancel) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
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
        SetSynchronizationContext(this);
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
            SetSynchronizationContext(_outer);
        }
    }

    /// <summary>
    /// Restores the context of the caller while code of the user runs, such as the next command of the pipeline: that code may wait
    /// synchronously for its own continuations.
    /// </summary>
    /// <returns>Ends the suspension.</returns>
    public Suspension Suspend()
    {
        SetSynchronizationContext(_outer);
        return new Suspension(this);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue((d, state));
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

    // Returns null if the task is completed and the queue is empty.
    private (SendOrPostCallback Callback, object? State)? TryDequeue(Task task)
    {
        lock (_work)
        {
            while (_work.Count == 0 && !task.IsCompleted)
            {
                Monitor.Wait(_work);
            }

            return _work.TryDequeue(out (SendOrPostCallback, object?) next) ? next : null;
        }
    }

    /// <summary>Ends a suspension.</summary>
    public readonly struct Suspension(PipelineSynchronizationContext context) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(context);
    }
}
