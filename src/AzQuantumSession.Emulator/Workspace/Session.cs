using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>A session and its lifecycle. Every event has its own time, also if the state is updated later.</summary>
internal sealed class Session(Guid id, SessionProperties request, DateTimeOffset now) : TopLevelItem(id, request.Name, request.Target, now)
{
    /// <summary>The time that the service waits for the next job, after the opening or after the end of the last job.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(10);

    private readonly List<Job> _jobs = [];
    private DateTimeOffset _idleSince = now;
    private bool _isClosing;

    public SessionProperties Request { get; } = request;

    public override string ItemType => "Session";

    /// <summary>The estimate of the session itself, which is empty. Only jobs list cost events (docs/service.md, section 3.3).</summary>
    public CostEstimate? Cost => _jobs.Count > 0 ? CostEstimate.Empty : null;

    public IEnumerable<Job> Jobs => _jobs.Where(job => !job.IsDeleted);

    public override DateTimeOffset NextEvent => HasEnded ? DateTimeOffset.MaxValue : NextJob?.EndsAt ?? _idleSince + IdleTimeout;

    private Job? NextJob => UnfinishedJobs.MinBy(job => job.EndsAt);

    private IEnumerable<Job> UnfinishedJobs => _jobs.Where(job => !job.HasEnded);

    public void RequireOpen()
    {
        if (HasEnded)
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
        if (Status == ItemStatus.Waiting)
        {
            Status = ItemStatus.Executing;
        }
    }

    /// <summary>Closes the session. It accepts no more jobs, and ends when its last job has ended.</summary>
    public void Close(DateTimeOffset at)
    {
        if (HasEnded)
        {
            throw ServiceException.BadRequest("InvalidSessionState", $"The session '{Id}' is already in the terminal state '{Status}' and cannot be closed.");
        }

        _isClosing = true;
        EndIfClosed(at);
    }

    public void AdvanceTo(DateTimeOffset now)
    {
        while (!HasEnded)
        {
            DateTimeOffset due = NextEvent;
            if (due > now)
            {
                return;
            }

            if (NextJob is not { } next)
            {
                End(ItemStatus.TimedOut, due);
            }
            else
            {
                EndJob(next, due);
            }
        }
    }

    private void EndJob(Job job, DateTimeOffset at)
    {
        job.AdvanceTo(at);
        _idleSince = at > _idleSince ? at : _idleSince;
        if (job.Status == ItemStatus.Failed && Request.JobFailurePolicy == "Continue")
        {
            Status = ItemStatus.Failures;
        }
        else if (job.Status == ItemStatus.Failed)
        {
            End(ItemStatus.Failed, at);
            foreach (Job other in UnfinishedJobs)
            {
                other.RequestCancellation(at);
            }
        }

        EndIfClosed(at);
    }

    private void EndIfClosed(DateTimeOffset at)
    {
        if (_isClosing && !HasEnded && !UnfinishedJobs.Any())
        {
            End(Status == ItemStatus.Failures ? ItemStatus.Failed : ItemStatus.Succeeded, at);
        }
    }

    private void End(string status, DateTimeOffset at)
    {
        Status = status;
        EndExecutionTime = at;
    }
}

/// <summary>The properties of a session in the request that opened it.</summary>
internal sealed record SessionProperties(string Name, Target Target, string JobFailurePolicy, string? Priority, IReadOnlyList<string>? Tags)
{
    /// <summary>Returns whether a repeated request has the same properties.</summary>
    public bool IsSameAs(SessionProperties other) =>
        (this with { Tags = null }) == (other with { Tags = null }) && (Tags ?? []).SequenceEqual(other.Tags ?? []);
}
