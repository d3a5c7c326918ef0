namespace AzQuantumSession.Emulator.Control;

/// <summary>The list of active faults.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    public IReadOnlyList<T> Select<T>(Func<Fault, T> read)
    {
        lock (_lock)
        {
            return [.. _faults.Select(read)];
        }
    }

    /// <summary>Returns the first fault that affects a request, or null if there is none.</summary>
    public Fault? FindMatch(HttpRequest request)
    {
        lock (_lock)
        {
            return _faults.Find(fault => fault.TryMatch(request.Method, $"{request.Path}{Uri.UnescapeDataString(request.QueryString.Value ?? "")}"));
        }
    }
}
