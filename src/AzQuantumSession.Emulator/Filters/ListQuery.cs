using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Filters, sorts, and pages a list. Each page contains the URI of the next page.</summary>
internal static class ListQuery
{
    private const int PageSize = 100;

    // Strings are sorted ordinally.
    private static readonly Comparer<object?> KeyComparer = Comparer<object?>.Create((left, right) =>
        left is string || right is string
            ? string.CompareOrdinal(left as string, right as string)
            : Comparer<object?>.Default.Compare(left, right));

    public static IReadOnlyList<string> Parameters { get; } = ["filter", "orderby", "top", "skip"];

    public static EndpointResponse Page<T>(EndpointRequest call, FilterScope scope, IEnumerable<T> oldestFirst, Func<T, JsonObject> write)
        where T : TopLevelItem
    {
        int top = ReadNumber(call, "top", 1, PageSize) ?? PageSize;
        int skip = ReadNumber(call, "skip", 0, int.MaxValue - PageSize) ?? 0;
        IEnumerable<T> items = oldestFirst;
        if (call.Query("filter") is { } filter)
        {
            items = items.Where<T>(new FilterParser(filter, scope).Parse());
        }

        if (call.Query("orderby") is { } orderby)
        {
            items = Sort(items, orderby);
        }

        // An additional item shows that there is a next page.
        List<T> found = [.. items.Skip(skip).Take(top + 1)];
        string? nextLink = found.Count <= top ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Address}?api-version={call.ApiVersion}{Repeat("filter")}{Repeat("orderby")}&top={top}&skip={skip + top}");
        return EndpointResponse.Page(found.Take(top).Select(write), nextLink);

        string Repeat(string name) => call.Query(name) is { } value ? $"&{name}={Uri.EscapeDataString(value)}" : "";
    }

    /// <summary>Sorts a list by <c>{property} asc</c> or <c>{property} desc</c>. Equal items are sorted by creation, in the same direction.</summary>
    private static IEnumerable<T> Sort<T>(IEnumerable<T> oldestFirst, string orderby)
        where T : TopLevelItem
    {
        if (orderby.Split(' ') is not [string property, "asc" or "desc"] || TopLevelItem.Property(property) is not { } key)
        {
            throw ServiceException.InvalidInput(
                $"The orderby '{orderby}' is not valid: specify Name, ItemType, JobType, ProviderId, Target, State, or CreationTime, followed by asc or desc.",
                "orderby");
        }

        // The items already have the order of their creation, and sorting thousands of items for each page takes longer than the page.
        IEnumerable<T> ascending = property == nameof(TopLevelItem.CreationTime) ? oldestFirst : oldestFirst.OrderBy<T, object?>(key, KeyComparer);
        return orderby.EndsWith("asc", StringComparison.Ordinal) ? ascending : ascending.Reverse();
    }

    private static int? ReadNumber(EndpointRequest call, string name, int min, int max) =>
        call.Query(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max ? number
        : throw ServiceException.InvalidInput($"'{text}' is not valid for {name}: specify a number from {min} to {max}.", name);
}
