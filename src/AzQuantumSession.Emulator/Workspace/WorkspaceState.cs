using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Jobs;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>All that the workspace holds. Whoever reads or changes it does so in <see cref="ExecuteLockedAsync"/>.</summary>
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

    /// <summary>Sessions and stand-alone jobs, oldest first.</summary>
    public IEnumerable<ITopLevelItem> TopLevelItems => _topLevelItems.Where(item => item is not Job { IsDeleted: true });

    public Session? FindSession(Guid? id) => id is { } known ? _sessions.GetValueOrDefault(known) : null;

    /// <summary>A deleted job is found too: its id is not free again.</summary>
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

    /// <summary>Brings the workspace up to date and runs something on it, alone. No job that it saw succeed is without its output.</summary>
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

    /// <summary>Lets happen, each at its own moment, all that was due by now.</summary>
    private DateTimeOffset ProcessDueEvents()
    {
        DateTimeOffset now = clock.GetUtcNow();

        // Sessions first: a failing job may cancel others at a moment before their own end.
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
