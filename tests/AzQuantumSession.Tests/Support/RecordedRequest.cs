namespace AzQuantumSession.Tests.Support;

/// <summary>A request as it arrived.</summary>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedRequest(int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public string Path => Target.Split('?')[0];

    /// <summary>A part of the query, decoded; null where it is not there.</summary>
    public string? Query(string name) => Target.Contains('?', StringComparison.Ordinal)
        ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part[0] == name)
            .Select(part => Uri.UnescapeDataString(part[1]))
            .FirstOrDefault()
        : null;
}
