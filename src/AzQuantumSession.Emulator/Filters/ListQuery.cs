using System.Globalization;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Filters, sorts, and pages a list. Each page contains the URI of the next page.</summary>
internal static class ListQuery
{
    private const int PageSize = 100;

    public static IReadOnlyList<string> Parameters { get; } = ["filter", "orderby", "top", "skip"];

    public static EndpointResponse Page<T>(EndpointRequest call, FilterScope scope, IEnumerable<T> oldestFirst, Func<T, JsonObject> write)
        where T : class, ITopLevelItem
    {
        int top = ReadNumber(call, "top", 1, PageSize) ?? PageSize;
        int skip = ReadNumber(call, "skip", 0, int.MaxValue - PageSize) ?? 0;
        IEnumerable<ITopLevelItem> items = oldestFirst;
        if (call.Query["filter"] is { } filter)
        {
            Predicate<ITopLevelItem> matches = FilterParser.Parse(filter, scope);
            items = items.Where(item => matches(item));
        }

        if (call.Query["orderby"] is { } orderby)
        {
            items = Ordering.Apply(items, orderby);
        }

        // An additional item shows that there is a next page.
        List<ITopLevelItem> found = [.. items.Skip(skip).Take(top + 1)];
        var page = new JsonObject { ["value"] = Json.ToArray(found.Take(top).Select(item => write((T)item))) };
        if (found.Count > top)
        {
            page["nextLink"] = NextLink(call, top, skip + top);
        }

        return EndpointResponse.Ok(page);
    }

    private static string NextLink(EndpointRequest call, int top, int skip)
    {
        string filter = Repeat(call, "filter");
        string orderby = Repeat(call, "orderby");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Address}?api-version={call.ApiVersion}{filter}{orderby}&top={top}&skip={skip}");
    }

    private static string Repeat(EndpointRequest call, string name) =>
        call.Query[name] is { } value ? $"&{name}={Uri.EscapeDataString(value)}" : "";

    private static int? ReadNumber(EndpointRequest call, string name, int min, int max)
    {
        if (call.Query[name] is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw ServiceException.InvalidInput($"'{text}' is not valid for {name}: specify a number from {min} to {max}.", name);
    }
}
