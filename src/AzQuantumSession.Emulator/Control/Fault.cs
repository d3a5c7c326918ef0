using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Control;

/// <summary>A fault with the requests that it affects, and the number of times that it occurs.</summary>
internal sealed class Fault
{
    private Random? _random;

    public Guid Id { get; } = Guid.NewGuid();

    public required FaultKind Kind { get; init; }

    /// <summary>The HTTP method of affected requests; null for every method.</summary>
    public string? Method { get; init; }

    /// <summary>The pattern for the path and query of affected requests; null for every request.</summary>
    public Regex? Path { get; init; }

    public int Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public TimeSpan Delay { get; init; }

    public bool AfterExecution { get; init; }

    /// <summary>The number of remaining occurrences; null for no limit.</summary>
    public int? Remaining { get; private set; }

    public required int? Times
    {
        init => Remaining = value;
    }

    public double Probability { get; init; } = 1;

    public int? Seed { get; init; }

    /// <summary>Returns whether the fault affects a request, and counts the occurrence.</summary>
    public bool TryMatch(string method, string pathAndQuery)
    {
        if (Remaining == 0
            || (Method is not null && !Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            || Path?.IsMatch(pathAndQuery) == false)
        {
            return false;
        }

        _random ??= Seed is { } seed ? new Random(seed) : new Random();
        if (_random.NextDouble() >= Probability)
        {
            return false;
        }

        Remaining--;
        return true;
    }

    public JsonObject Write() => new()
    {
        ["id"] = Id.ToString(),
        ["kind"] = JsonValue.Create(FaultReader.GetName(Kind)),
        ["method"] = Method,
        ["path"] = Path?.ToString(),
        ["remaining"] = Remaining,
        ["probability"] = Probability,
    };
}
