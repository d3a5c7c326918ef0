using System.Collections.Concurrent;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Counts the jobs of a session while <c>Use-AzQuantumSession -MaxJobs</c> runs a block, so that the commands of this process submit no
/// more jobs than the limit. Jobs of other processes are counted when the session is polled.
/// </summary>
internal sealed class JobLimit : IDisposable
{
    private static readonly ConcurrentDictionary<string, JobLimit> BySession = new(StringComparer.OrdinalIgnoreCase);

    private readonly string _sessionId;
    private readonly int _maxJobs;
    private readonly HashSet<string> _jobIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to count. If a surrounding block already counts the jobs of the session, only polling enforces this limit.</summary>
    public JobLimit(string sessionId, int maxJobs)
    {
        _sessionId = sessionId;
        _maxJobs = maxJobs;
        BySession.TryAdd(sessionId, this);
    }

    /// <summary>Completes when a command tries to submit a job above the limit.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Returns the limit of a session; null if it has none.</summary>
    public static JobLimit? Find(string sessionId) => BySession.GetValueOrDefault(sessionId);

    /// <summary>Counts jobs that the session has.</summary>
    public void Add(IEnumerable<QuantumSessionJob> jobs)
    {
        lock (_jobIds)
        {
            _jobIds.UnionWith(jobs.Select(job => job.Id));
        }
    }

    /// <summary>Counts a job before its submission. At the limit, waits until the block is stopped and the session is closed, and throws.</summary>
    /// <exception cref="CmdletException">The session has reached the limit.</exception>
    /// <exception cref="OperationCanceledException">The command was stopped together with the block.</exception>
    public async Task ReserveAsync(string jobId, CancellationToken cancellationToken)
    {
        lock (_jobIds)
        {
            if (_jobIds.Contains(jobId) || (_jobIds.Count < _maxJobs && _jobIds.Add(jobId)))
            {
                return;
            }
        }

        _reached.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        throw new CmdletException(
            ErrorIds.SessionLimitExceeded,
            ErrorCategory.LimitsExceeded,
            $"The job was not submitted: session '{_sessionId}' has the maximum number of jobs, {_maxJobs}, and is closed.",
            _sessionId);
    }

    /// <summary>Uncounts a job whose submission failed.</summary>
    public void Cancel(string jobId)
    {
        lock (_jobIds)
        {
            _jobIds.Remove(jobId);
        }
    }

    /// <summary>Ends the wait of commands that tried to submit a job above the limit.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Stops to count.</summary>
    public void Dispose()
    {
        BySession.TryRemove(KeyValuePair.Create(_sessionId, this));
        Release();
    }
}
