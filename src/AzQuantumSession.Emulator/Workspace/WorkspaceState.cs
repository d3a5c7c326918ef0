using AzQuantumSession.Emulator.Storage;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The state of the workspace. It must be read and changed only in <see cref="ExecuteLockedAsync"/>.</summary>
internal sealed class WorkspaceState(TimeProvider clock, IJobStorage storage) : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1);
    private readonly OrderedDictionary<(Type Type, Guid Id), TopLevelItem> _items = [];

    // The jobs that have not ended, or whose outputs are not written yet.
    private readonly List<Job> _pendingJobs = [];

    // No event is due before this time, so most requests process no events.
    private DateTimeOffset _nextEvent = DateTimeOffset.MaxValue;

    public IEnumerable<Session> Sessions => _items.Values.OfType<Session>();

    public IEnumerable<Job> Jobs => _items.Values.OfType<Job>().Where(job => !job.IsDeleted);

    /// <summary>The sessions, and the jobs without a session, in order of creation.</summary>
    public IEnumerable<TopLevelItem> TopLevelItems => _items.Values.Where(item => item is Session or Job { Session: null, IsDeleted: false });

    /// <summary>Returns a session or a job, also if the job is deleted, because its id cannot be used again.</summary>
    public T? Find<T>(Guid? id)
        where T : TopLevelItem => id is { } known ? (T?)_items.GetValueOrDefault((typeof(T), known)) : null;

    public void Add(TopLevelItem item)
    {
        _items.Add((item.GetType(), item.Id), item);
        if (item is Job job)
        {
            _pendingJobs.Add(job);
            job.Session?.Add(job);
        }

        Schedule(item);
    }

    /// <summary>Records that the next event of an item has another time.</summary>
    public void Schedule(TopLevelItem item) => _nextEvent = item.NextEvent < _nextEvent ? item.NextEvent : _nextEvent;

    /// <summary>
    /// Processes due events, and runs a function with exclusive access to the workspace. Completes when the outputs of all succeeded
    /// jobs are written. If writing an output fails, the next call tries again.
    /// </summary>
    public async Task<T> ExecuteLockedAsync<T>(Func<DateTimeOffset, T> run)
    {
        await _lock.WaitAsync();
        try
        {
            DateTimeOffset now = clock.GetUtcNow();
            ProcessDueEvents(now);
            T result = run(now);
            while (_pendingJobs.Find(job => job.HasEnded) is { } ended)
            {
                if (ended.Status == ItemStatus.Succeeded)
                {
                    await storage.WriteAsync(ended.Output, ended.Plan.Output, ended.EndsAt);
                }

                _pendingJobs.Remove(ended);
            }

            return result;
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Processes all events that are due, each with its own time.</summary>
    private void ProcessDueEvents(DateTimeOffset now)
    {
        if (now < _nextEvent)
        {
            return;
        }

        _nextEvent = DateTimeOffset.MaxValue;

        // Sessions are processed first, because a failed job can cancel other jobs of its session before their end.
        foreach (Session session in Sessions)
        {
            session.AdvanceTo(now);
            Schedule(session);
        }

        foreach (Job job in _pendingJobs)
        {
            job.AdvanceTo(now);
            Schedule(job);
        }
    }
}
