using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AzQuantumSession.Connections;

/// <summary>
/// Caches the content of a workspace for 30 seconds, so that opening many sessions, or repeated completion, sends one request. The targets of
/// sessions don't change, and are cached longer.
/// </summary>
internal sealed class WorkspaceCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly ConditionalWeakTable<IWorkspaceClient, WorkspaceCache> ByClient = [];

    private readonly ConcurrentDictionary<string, QuantumSession> _openedSessions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Cached<QuantumTarget> _targets;
    private readonly Cached<QuantumSession> _sessions;
    private readonly Cached<QuantumSessionJob> _jobs;

    private WorkspaceCache(IWorkspaceClient client)
    {
        _targets = new(token => client.ListTargetsAsync(token), int.MaxValue);
        _sessions = new(token => client.ListSessionsAsync(new ItemFilter { Limit = RecentItemLimit }, token), RecentItemLimit);
        _jobs = new(token => client.ListJobsAsync(new ItemFilter { Limit = RecentItemLimit }, token), RecentItemLimit);
    }

    /// <summary>The number of sessions and jobs to read for completion, from the newest: one page.</summary>
    private static int RecentItemLimit => 100;

    public static WorkspaceCache For(IWorkspaceClient client) =>
        ByClient.GetValue(client, static client => new WorkspaceCache(client));

    public Task<IReadOnlyList<QuantumTarget>> GetTargetsAsync(CancellationToken cancellationToken) =>
        _targets.GetAsync(cancellationToken);

    public Task<IReadOnlyList<QuantumSession>> GetRecentSessionsAsync(CancellationToken cancellationToken) =>
        _sessions.GetAsync(cancellationToken);

    public Task<IReadOnlyList<QuantumSessionJob>> GetRecentJobsAsync(CancellationToken cancellationToken) =>
        _jobs.GetAsync(cancellationToken);

    /// <summary>Returns the newest jobs or sessions.</summary>
    public async Task<IReadOnlyList<IWorkspaceItem>> GetRecentItemsAsync(bool areJobs, CancellationToken cancellationToken) =>
        areJobs ? await GetRecentJobsAsync(cancellationToken) : await GetRecentSessionsAsync(cancellationToken);

    /// <summary>
    /// Returns a session that was opened, or read to submit a job; null if it is not cached. Only its provider and target are current.
    /// </summary>
    public QuantumSession? FindOpenedSession(string id) => _openedSessions.GetValueOrDefault(id);

    /// <summary>Caches a session that takes jobs, until <see cref="RecentItemLimit"/> others are cached.</summary>
    public void AddOpenedSession(QuantumSession session)
    {
        if (_openedSessions.Count >= RecentItemLimit)
        {
            _openedSessions.Clear();
        }

        _openedSessions[session.Id] = session;
    }

    /// <summary>Forgets the sessions and jobs, because a command has changed them.</summary>
    public void ForgetItems()
    {
        _sessions.Forget();
        _jobs.Forget();
    }

    private sealed class Cached<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, int limit)
    {
        private Reading? _cached;

        public void Forget() => _cached = null;

        public async Task<IReadOnlyList<T>> GetAsync(CancellationToken cancellationToken)
        {
            if (_cached is { } cached && TimeProvider.System.GetElapsedTime(cached.ReadAt) < Lifetime)
            {
                return cached.Items;
            }

            var items = new List<T>();
            await foreach (T item in read(cancellationToken))
            {
                items.Add(item);
                if (items.Count == limit)
                {
                    break;
                }
            }

            _cached = new Reading(items, TimeProvider.System.GetTimestamp());
            return items;
        }

        // A class, because parallel blocks share a connection, and read and write the reference without a lock.
        private sealed record Reading(IReadOnlyList<T> Items, long ReadAt);
    }
}
