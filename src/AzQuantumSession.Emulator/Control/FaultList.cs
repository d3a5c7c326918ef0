namespace AzQuantumSession.Emulator.Control;

/// <summary>The faults that are waiting for requests.</summary>
internal sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    public IReadOnlyList<T> Select<T>(Func<Fault, T> read)
    {
        lock (_gate)
        {
            return [.. _faults.Select(read)];
        }
    }

    /// <summary>The first fault that hits this request.</summary>
    public Fault? FindMatch(HttpRequest request)
    {
        lock (_gate)
        {
            return _faults.Find(fault => fault.TryMatch(request.Method, $"{request.Path}{Uri.UnescapeDataString(request.QueryString.Value ?? "")}"));
        }
    }
}
