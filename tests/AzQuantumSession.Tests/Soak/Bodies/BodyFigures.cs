using System.Globalization;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>The figures of the campaign with hostile responses.</summary>
internal sealed class BodyFigures
{
    private readonly Dictionary<string, (int Bodies, int Errors)> _operations = [];
    private (TimeSpan Time, string Operation) _slowest;
    private (long Bytes, string Operation) _largest;

    /// <summary>Adds an iteration.</summary>
    /// <param name="operation">What the client or the command did.</param>
    /// <param name="bodies">The number of hostile responses.</param>
    /// <param name="failed">Whether an error came out.</param>
    /// <param name="time">The time. Null for a command, which repeats its requests after the delays of the module.</param>
    /// <param name="bytes">The allocated memory. Null for a command, which can read a response five times.</param>
    public void Add(string operation, int bodies, bool failed, TimeSpan? time = null, long? bytes = null)
    {
        (int Bodies, int Errors) sum = _operations.GetValueOrDefault(operation);
        _operations[operation] = (sum.Bodies + bodies, sum.Errors + (failed ? 1 : 0));
        _slowest = time > _slowest.Time ? (time.Value, operation) : _slowest;
        _largest = bytes > _largest.Bytes ? (bytes.Value, operation) : _largest;
    }

    public void AddTo(Campaign campaign)
    {
        campaign.Add("Hostile responses", _operations.Values.Sum(sum => sum.Bodies));
        campaign.Add("Errors", _operations.Values.Sum(sum => sum.Errors));
        campaign.Add("Slowest", $"{_slowest.Time.TotalMilliseconds:0} ms ({_slowest.Operation})");
        campaign.Add("Most memory", string.Create(CultureInfo.InvariantCulture, $"{_largest.Bytes / 1024.0 / 1024:0.0} MB allocated ({_largest.Operation})"));
        campaign.Add("By operation", string.Join(", ", _operations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.Bodies}")));
    }
}
