using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Jobs;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The state of the workspace. It must be read and changed only in <see cref="ExecuteLockedAsync"/>.</summary>
internal sealed class WorkspaceState(TimeProvider clock, JobOutputs outputs)
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Guid, Session> _sessions = [];
    private readonly OrderedDictionary<Guid, Job> _jobs = [];
    private readonly List<Session> _openSessions = [];
    private readonly List<Job> _unfinishedJobs = [];
    private readonly List<ITopLevelItem> _topLevelItems = [];

    public IEnumerable<Session> Sessions => _sessions.Values;

    public IEnumerable<Job> Jobs => _jobs.Values.Where(job => !job.IsDeleted);

    /// <summary>The sessions, and the jobs without a session, in order of creation.</summary>
    public IEnumerable<ITopLevelItem> TopLevelItems => _topLevelItems.Where(item => item is not Job { IsDeleted: true });

    public Session? FindSession(Guid? id) => id is { } known ? _sessions.GetValueOrDefault(known) : null;

    /// <summary>Returns a job, also if it is deleted, because its id cannot be used again.</summary>
    public Job? FindJob(Guid? id) => id is { } known ? _jobs.GetValueOrDefault(known) : null;

    public void Add(Session session)
    {
        _sessions.Add(session.Id, session);
        _openSessions.Add(session);
        _topLevelItems.Add(session);
    }

    public void Add(Job job)
    {
        _jobs.Add(job.Id, job);
        _unfinishedJobs.Add(job);
        if (job.Session is { } session)
        {
            session.Add(job);
        }
        else
        {
            _topLevelItems.Add(job);
        }
    }

    /// <summary>Processes due events, and runs a function with exclusive access to the workspace. Completes when the outputs of all succeeded jobs are written.</summary>
    public async Task<T> ExecuteLockedAsync<T>(Func<DateTimeOffset, T> run)
    {
        T result;
        lock (_lock)
        {
            result = run(ProcessDueEvents());
        }

        await outputs.WriteAsync();
        return result;
    }

    /// <summary>Processes all events that are due, each with its own time, and returns the current time.</summary>
    private DateTimeOffset ProcessDueEvents()
    {
        DateTimeOffset now = clock.GetUtcNow();

        // Sessions are processed first, because a failed job can cancel other jobs of its session before their end.
        foreach (Session session in _openSessions)
        {
            session.AdvanceTo(now);
        }

        foreach (Job job in _unfinishedJobs)
        {
            job.AdvanceTo(now);
            if (job.Status == JobStatus.Succeeded)
            {
                outputs.Add(job);
            }
        }

        _openSessions.RemoveAll(session => session.IsTerminal);
        _unfinishedJobs.RemoveAll(job => job.HasEnded);
        return now;
    }
}
