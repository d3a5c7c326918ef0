using System.Runtime.ExceptionServices;

namespace AzQuantumSession.Output;

/// <summary>
/// Runs async code on the thread that called it, as PowerShell requires of whatever writes to a pipeline: every
/// continuation comes back to this thread.
/// </summary>
internal sealed class PipelineSynchronizationContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly Action _cancel;
    private readonly Thread _thread = Thread.CurrentThread;
    private ExceptionDispatchInfo? _callbackError;

    private PipelineSynchronizationContext(Action cancel) => _cancel = cancel;

    /// <summary>
    /// Runs a block to its end, also when it fails: nothing is left running. An exception of the block is rethrown as it
    /// was; one of something posted beside it cancels the block first.
    /// </summary>
    /// <param name="block">What to run.</param>
    /// <param name="cancel">Asks the block to end early.</param>
    public static void Run(Func<Task> block, Action cancel)
    {
        SynchronizationContext? outer = Current;
        var pump = new PipelineSynchronizationContext(cancel);
        SetSynchronizationContext(pump);
        try
        {
            Task task = block();
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(
                    static (_, state) => ((PipelineSynchronizationContext)state!).Post(static _ => { }, null),
                    pump,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            pump.RunUntil(task);
            if (pump._callbackError is { } broken)
            {
                _ = task.Exception; // Seen: it only says that the block was cancelled.
                broken.Throw();
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
            throw new NotSupportedException("Only Post reaches the output's thread: waiting for it could wait forever.");
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
                // Whatever follows the first must not end the pump either, or the block would be left in its middle.
                if (_callbackError is null)
                {
                    _callbackError = ExceptionDispatchInfo.Capture(e);
                    _cancel();
                }
            }
        }
    }

    // Null when the task is done and nothing that was posted is left.
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
