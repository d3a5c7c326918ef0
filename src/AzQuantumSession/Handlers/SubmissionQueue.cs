using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The order in which a command sends its jobs to a session. If the session ends, the other jobs are not sent.</summary>
/// <param name="sessionId">The id of the session.</param>
#pragma warning disable CA1001 // The source has no timer and no wait handle, so there is nothing to dispose
internal sealed class SubmissionQueue(string sessionId)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _ended = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Is canceled when the session has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Takes the next turn.</summary>
    public SubmissionTurn Join()
    {
        var turn = new SubmissionTurn(this, _last);
        _last = turn.Completion;
        return turn;
    }

    /// <summary>Cancels all jobs that are not yet sent, because the session has ended.</summary>
    public Task EndAsync() => _ended.CancelAsync();

    /// <summary>Creates the error for a job that was not sent because the session has ended. Another error contains the reason.</summary>
    public CmdletException CreateError(string jobName) => new(
        ErrorIds.SessionEnded,
        ErrorCategory.InvalidOperation,
        $"Job '{jobName}' was not submitted, because session '{sessionId}' has ended. The first error for this session contains the reason.");
}

/// <summary>The turn of a job. Dispose it when the job is sent, or will not be sent.</summary>
/// <param name="queue">The queue of the session.</param>
/// <param name="previous">Completes when all jobs before this job are sent, or will not be sent.</param>
internal sealed class SubmissionTurn(SubmissionQueue queue, Task previous) : IDisposable
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The queue of the session.</summary>
    public SubmissionQueue Queue => queue;

    /// <summary>Completes when this job, and all jobs before it, are sent or will not be sent.</summary>
    public Task Completion => field ??= Task.WhenAll(previous, _left.Task);

    /// <summary>Waits for the turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => previous.WaitAsync(cancellationToken);

    /// <summary>Ends the turn when the service has accepted the job, without waiting for the pipeline thread.</summary>
    public void EndAfter(Task<QuantumSessionJob> sent) => _ = sent.ContinueWith(
        static (_, turn) => ((SubmissionTurn)turn!).Dispose(),
        this,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);

    public void Dispose() => _left.TrySetResult();
}
