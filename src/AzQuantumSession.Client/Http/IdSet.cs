namespace AzQuantumSession.Client.Http;

/// <summary>
/// A set of ids, without regard to case. An item can move to any later page while a list is read, so that all ids are kept. The ids of the
/// service are GUIDs, which take a fifth of the memory of their strings.
/// </summary>
internal sealed class IdSet
{
    private readonly HashSet<Guid> _guids = [];
    private HashSet<string>? _others;

    /// <summary>Adds an id. Returns false if the set contains it.</summary>
    public bool Add(string id) => Guid.TryParseExact(id, "D", out Guid guid)
        ? _guids.Add(guid)
        : (_others ??= new(StringComparer.OrdinalIgnoreCase)).Add(id);
}
