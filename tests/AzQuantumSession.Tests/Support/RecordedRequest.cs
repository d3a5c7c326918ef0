namespace AzQuantumSession.Tests.Support;

/// <summary>A request that a server received.</summary>
/// <param name="Number">The number of the request, starting at 1.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">The path and the query, without any decoding.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedRequest(int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The bytes of the body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public string Path => Target.Split('?')[0];

    /// <summary>Returns the decoded value of a query parameter, or null if the query does not contain the parameter.</summary>
    public string? Query(string name) => Target.Contains('?', StringComparison.Ordinal)
        ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part[0] == name)
            .Select(part => Uri.UnescapeDataString(part[1]))
            .FirstOrDefault()
        : null;
}
