namespace AzQuantumSession.Client.Http;

/// <summary>
/// A link to the next page in the service's own form (docs/service.md, section 2.5): the URI of the current page with <c>skip</c> increased
/// by <c>top</c>. The URIs of the pages after it can be computed.
/// </summary>
internal sealed class SkipLink
{
    private readonly Uri _uri;
    private readonly string[] _query;
    private readonly int _skipIndex;
    private readonly int _skip;
    private readonly int _top;

    private SkipLink(Uri uri, string[] query, int skipIndex, int skip, int top)
    {
        _uri = uri;
        _query = query;
        _skipIndex = skipIndex;
        _skip = skip;
        _top = top;
    }

    /// <summary>Returns the link, or null if it has another form.</summary>
    /// <param name="current">The URI of the current page.</param>
    /// <param name="next">The link, as an absolute URI.</param>
    public static SkipLink? TryCreate(Uri current, Uri next)
    {
        string[] query = Split(next);
        int skipIndex = Array.FindIndex(query, IsSkip);
        if (skipIndex < 0
            || ReadNumber(query[skipIndex]) is not { } skip
            || ReadNumber(Array.Find(query, part => IsNamed(part, "top"))) is not (> 0 and { } top)
            || skip > int.MaxValue - (PageQueue.MaxPages * top))
        {
            return null;
        }

        string[] currentQuery = Split(current);
        string? currentSkip = Array.Find(currentQuery, IsSkip);
        return skip == (currentSkip is null ? 0 : ReadNumber(currentSkip)) + top
            && UriOrigin.IsSame(current, next)
            && string.Equals(current.AbsolutePath, next.AbsolutePath, StringComparison.OrdinalIgnoreCase)
            && Normalize(currentQuery).SequenceEqual(Normalize(query))
                ? new SkipLink(next, query, skipIndex, skip, top)
                : null;
    }

    /// <summary>Returns the URI of a page.</summary>
    /// <param name="index">The number of pages after the linked page; 0 for the linked page.</param>
    public Uri GetUri(int index)
    {
        string[] query = [.. _query];
        string name = query[_skipIndex].Split('=')[0];
        query[_skipIndex] = string.Create(CultureInfo.InvariantCulture, $"{name}={_skip + (index * _top)}");
        return new Uri($"{_uri.GetLeftPart(UriPartial.Path)}?{string.Join('&', query)}");
    }

    private static string[] Split(Uri uri) => uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    // The service can order and escape the parameters in its own way.
    private static IEnumerable<string> Normalize(string[] query) => query
        .Where(part => !IsSkip(part))
        .Select(part => Uri.UnescapeDataString(part.Replace('+', ' ')))
        .Order(StringComparer.Ordinal);

    private static bool IsSkip(string part) => IsNamed(part, "skip");

    private static bool IsNamed(string part, string name) =>
        part.Split('=') is [{ } key, _] && key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static int? ReadNumber(string? part) =>
        int.TryParse(part?.Split('=')[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
