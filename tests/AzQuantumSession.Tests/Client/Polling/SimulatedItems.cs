using System.Runtime.CompilerServices;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Tests.Client.Polling;

/// <summary>A service whose items end at known times. Each request takes <see cref="Latency"/> in each direction on the given clock.</summary>
internal sealed class SimulatedItems<T>(ImmediateTimeProvider time, Func<SimulatedItem, bool, T> create) : IItemSource<T>
{
    private readonly Dictionary<string, SimulatedItem> _items = [];
    private readonly List<string> _requests = [];

    /// <summary>The time of a request to the service, and of its response.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The requests since the last call of <see cref="TakeRequests"/>.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>When the last request arrived.</summary>
    public DateTimeOffset LastRequestTime { get; private set; }

    /// <summary>Adds an item, and returns it as the service returns it now.</summary>
    public T Add(SimulatedItem item)
    {
        _items[item.Id] = item;
        return create(item, false);
    }

    /// <summary>Ends items now.</summary>
    public void End(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _items[id] = _items[id] with { Ends = time.GetUtcNow() };
        }
    }

    /// <summary>Returns the requests, and forgets them.</summary>
    public string[] TakeRequests()
    {
        string[] requests = [.. _requests];
        _requests.Clear();
        return requests;
    }

    public Task<ApiResponse<T>> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Send("get", () => Create(_items[id])));

    public IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListActiveAsync(CancellationToken cancellationToken) =>
        ListAsync("active", item => !HasEnded(item), cancellationToken);

    public IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListEndedAsync(DateTimeOffset? createdAfter, CancellationToken cancellationToken) =>
        ListAsync("ended", item => HasEnded(item) && (createdAfter is null || item.Created.UtcDateTime.Date >= createdAfter.Value.UtcDateTime.Date), cancellationToken);

    public string? GetSessionId(T item) => (item as QuantumSessionJob)?.SessionId;

    public IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        ListAsync(sessionId, item => item.SessionId == sessionId, cancellationToken);

    private async IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ListAsync(
        string name, Func<SimulatedItem, bool> filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int skip = 0, total = 1; skip < total; skip += PageSize.Largest)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Send<IReadOnlyList<T>>(name, () =>
            {
                SimulatedItem[] matches = [.. _items.Values.Where(filter).OrderByDescending(item => item.Created)];
                total = matches.Length;
                return [.. matches.Skip(skip).Take(PageSize.Largest).Select(Create)];
            });
        }
    }

    private ApiResponse<TValue> Send<TValue>(string request, Func<TValue> read)
    {
        time.Advance(Latency);
        _requests.Add(request);
        LastRequestTime = time.GetUtcNow();
        TValue value = read();
        time.Advance(Latency);
        return new ApiResponse<TValue>(value, new ScriptedResponse(200));
    }

    private bool HasEnded(SimulatedItem item) => item.Ends <= time.GetUtcNow();

    private T Create(SimulatedItem item) => create(item, HasEnded(item));
}

/// <summary>A session or job of the simulated service.</summary>
/// <param name="Id">The id.</param>
/// <param name="SessionId">The session of a job.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record SimulatedItem(string Id, string? SessionId, DateTimeOffset Created, DateTimeOffset Ends)
{
    public QuantumSessionJob ToJob(bool hasEnded) => new()
    {
        Id = Id,
        SessionId = SessionId,
        Status = hasEnded ? "Succeeded" : "Executing",
        CreationTime = Created,
        EndExecutionTime = hasEnded ? Ends : null,
    };

    public QuantumSession ToSession(bool hasEnded) => new()
    {
        Id = Id,
        Status = hasEnded ? "Succeeded" : "Executing",
        CreationTime = Created,
        EndExecutionTime = hasEnded ? Ends : null,
    };
}
