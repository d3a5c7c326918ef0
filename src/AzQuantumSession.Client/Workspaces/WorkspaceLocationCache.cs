using System.Collections.Concurrent;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>
/// Caches the locations of workspaces. The module has one factory, and the factory has one cache, so each workspace is looked up once by
/// all runspaces of the process. Concurrent calls share one lookup. The location of a workspace that is not ready is not cached, because the workspace can become ready.
/// </summary>
internal sealed class WorkspaceLocationCache
{
    // Without a limit, every new connection waits for the timeouts of an Azure Resource Manager that a firewall blocks.
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();

    /// <summary>Returns the cached location, or looks it up.</summary>
    /// <param name="resourceManager">The URI of Azure Resource Manager.</param>
    /// <param name="id">The id of the workspace.</param>
    /// <param name="isOptional">True if the caller can do without the location: a recent connection failure is thrown again without a lookup.</param>
    /// <param name="find">Looks up the location.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the call, but not the lookup of another call.</param>
    public async Task<WorkspaceLocation> GetAsync(
        Uri resourceManager,
        WorkspaceId id,
        bool isOptional,
        Func<CancellationToken, Task<WorkspaceLocation>> find,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Entry entry = _entries.GetOrAdd(new Key(resourceManager, id), static _ => new Entry());
        DateTimeOffset start = time.GetUtcNow();
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Location is { } cached)
            {
                return cached;
            }

            if (entry.Failure is { } failure && entry.FailedAt >= (isOptional ? start - FailureLifetime : start))
            {
                throw failure;
            }

            WorkspaceLocation location = await find(cancellationToken).ConfigureAwait(false);
            entry.Failure = null;
            entry.Location = location.Problem is null ? location : null;
            return location;
        }
        catch (QuantumServiceException exception) when (exception != entry.Failure && IsUnreachable(exception))
        {
            entry.Failure = exception;
            entry.FailedAt = time.GetUtcNow();
            throw;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    // Other failures depend on the credential, and are fast.
    private static bool IsUnreachable(QuantumServiceException exception) =>
        exception.Kind is QuantumErrorKind.Connection or QuantumErrorKind.Timeout or QuantumErrorKind.Unavailable;

    private sealed record Key(Uri ResourceManager, WorkspaceId Id);

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public WorkspaceLocation? Location { get; set; }

        public QuantumServiceException? Failure { get; set; }

        public DateTimeOffset FailedAt { get; set; }
    }
}
