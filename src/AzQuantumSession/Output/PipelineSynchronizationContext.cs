using System.Runtime.ExceptionServices;

namespace AzQuantumSession.Output;

/// <summary>
/// Runs async code on the calling thread: every continuation returns to it. PowerShell requires this thread for all writes to a pipeline.
/// </summary>
internal sealed class PipelineSynchronizationContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly Action _cancel;
    private readonly Thread _thread = Thread.CurrentThread;
    private ExceptionDispatchInfo? _callbackError;

    private PipelineSynchronizationContext(Action cancel) => _cancel = cancel;

    /// <summary>
    /// Runs a method until it completes, so that nothing is left running. Rethrows an exception of the method. If another posted callback
    /// throws an exception, cancels the method, waits for it, and rethrows the exception of the callback.
    /// </summary>
    /// <param name="block">The method to run.</param>
    /// <param name="cancel">Requests the cancellation of the method.</param>
    public static void Run(Func<Task> block, Action cancel)
    {
        SynchronizationContext? outer = Current;
        var context = new PipelineSynchronizationContext(cancel);
        SetSynchronizationContext(context);
        try
        {
            Task task = block();
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(
                    static (_, state) => ((PipelineSynchronizationContext)state!).Post(static _ => { }, null),
                    context,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            context.RunUntil(task);
            if (context._callbackError is { } callbackError)
            {
                _ = task.Exception; // Marks the exception as observed. It results from the cancellation.
                callbackError.Throw();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
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
                    _cancel();
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
}
