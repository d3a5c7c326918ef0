using AzQuantumSession.Emulator.Costs;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>
/// A session and its lifecycle. Every event has its own time, also if the state is updated later.
/// </summary>
internal sealed class Session(Guid id, SessionProperties request, DateTimeOffset now) : ITopLevelItem
{
    /// <summary>The time that the service waits for the next job, after the opening or after the end of the last job.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(10);

    private readonly List<Job> _jobs = [];
    private readonly List<Job> _unfinished = [];
    private DateTimeOffset _idleSince = now;
    private bool _isClosing;

    public Guid Id { get; } = id;

    public SessionProperties Request { get; } = request;

    public string Name => Request.Name;

    public string ItemType => "Session";

    public string? JobType => null;

    public string ProviderId => Request.Target.AnsweredProviderId;

    public string Target => Request.Target.Id;

    public string Status { get; private set; } = SessionStatus.Waiting;

    public DateTimeOffset CreationTime { get; } = now;

    public DateTimeOffset? EndExecutionTime { get; private set; }

    /// <summary>The error of the first failed job, if the session has failed.</summary>
    public JobError? Error => Status == SessionStatus.Failed ? _jobs.Find(job => job.Error is not null)?.Error : null;

    public CostEstimate? Cost => CostEstimate.Sum(_jobs.Select(job => job.Cost).OfType<CostEstimate>());

    public bool IsTerminal => EndExecutionTime is not null;

    public IEnumerable<Job> Jobs => _jobs.Where(job => !job.IsDeleted);

    public void RequireOpen()
    {
        if (IsTerminal)
        {
            throw ServiceException.InvalidJob("Session is already in a terminal state. This may have been due to failures in prior jobs in the session.");
        }

        if (_isClosing)
        {
            throw ServiceException.InvalidJob("Session has been closed and takes no more jobs.");
        }
    }

    public void Add(Job job)
    {
        _jobs.Add(job);
        _unfinished.Add(job);
        if (Status == SessionStatus.Waiting)
        {
            Status = SessionStatus.Executing;
        }
    }

    /// <summary>Closes the session. It accepts no more jobs, and ends when its last job has ended.</summary>
    public void Close(DateTimeOffset at)
    {
        if (IsTerminal)
        {
            throw new ServiceException(
                StatusCodes.Status400BadRequest,
                "InvalidSessionState",
                $"The session '{Id}' is already in the terminal state '{Status}' and cannot be closed.");
        }

        _isClosing = true;
        EndIfClosed(at);
    }

    public void AdvanceTo(DateTimeOffset now)
    {
        while (!IsTerminal)
        {
            Job? next = _unfinished.MinBy(job => job.EndsAt);
            DateTimeOffset due = next?.EndsAt ?? _idleSince + IdleTimeout;
            if (due > now)
            {
                return;
            }

            if (next is null)
            {
                End(SessionStatus.TimedOut, due);
            }
            else
            {
                OnJobEnding(next);
            }
        }
    }

    private void OnJobEnding(Job job)
    {
        DateTimeOffset at = job.EndsAt;
        job.AdvanceTo(at);
        _unfinished.Remove(job);
        _idleSince = at > _idleSince ? at : _idleSince;
        if (job.Status == JobStatus.Failed)
        {
            OnJobFailed(at);
        }

        EndIfClosed(at);
    }

    private void OnJobFailed(DateTimeOffset at)
    {
        if (Request.JobFailurePolicy == "Continue")
        {
            Status = SessionStatus.Failures;
            return;
        }

        End(SessionStatus.Failed, at);
        foreach (Job other in _unfinished)
        {
            other.RequestCancellation(at);
        }
    }

    private void EndIfClosed(DateTimeOffset at)
    {
        if (_isClosing && !IsTerminal && _unfinished.Count == 0)
        {
            End(Status == SessionStatus.Failures ? SessionStatus.Failed : SessionStatus.Succeeded, at);
        }
    }

    private void End(string status, DateTimeOffset at)
    {
        Status = status;
        EndExecutionTime = at;
    }
}
