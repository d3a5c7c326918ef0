using System.Diagnostics.Metrics;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>
/// Counts the requests that this process sends to some ports, when they are sent. A server learns of a request later, so it cannot know whether
/// the request was sent before or after a stop.
/// </summary>
internal sealed class SentRequests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly HashSet<int> _ports;
    private int _count;
    private int _active;

    public SentRequests(IEnumerable<int> ports)
    {
        _ports = [.. ports];
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "http.client.active_requests")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) => Add((int)change, tags));
        _listener.Start();
    }

    /// <summary>The number of requests.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The number of requests without a response.</summary>
    public int Active => Volatile.Read(ref _active);

    public void Dispose() => _listener.Dispose();

    private void Add(int change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            if (name == "server.port" && value is int port && _ports.Contains(port))
            {
                Interlocked.Add(ref _active, change);
                Interlocked.Add(ref _count, Math.Max(0, change));
            }
        }
    }
}
