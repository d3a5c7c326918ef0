namespace AzQuantumSession.Client.Http;

/// <summary>Translates a filter of sessions or jobs to the service's query, and checks the conditions that the service does not support.</summary>
/// <param name="filter">The filter.</param>
/// <param name="statuses">The known statuses, in the case of the service.</param>
/// <param name="itemType">The type of the items in a list of sessions and jobs; null in a list of one type.</param>
internal sealed class ItemQuery(ItemFilter filter, IReadOnlyList<string> statuses, string? itemType = null)
{
    /// <summary>The OData filter; null if all items match.</summary>
    public string? Filter => ODataFilter.And(
        itemType is null ? null : ODataFilter.In("ItemType", [itemType]),
        ODataFilter.In("ProviderId", ODataFilter.IdVariants(filter.ProviderIds)),
        ODataFilter.In("Target", filter.Targets),
        ODataFilter.In("State", ODataFilter.Statuses(filter.Statuses, statuses)),
        filter.CreatedAfter is { } after ? ODataFilter.Date("CreationTime", "ge", after) : null,
        filter.CreatedBefore is { } before && DayAfter(before) is { } day ? ODataFilter.Date("CreationTime", "le", day) : null);

    /// <summary>The OData order.</summary>
    public string OrderBy => $"{Property(filter.OrderBy)} {(filter.Descending ? "desc" : "asc")}";

    /// <summary>The number of items to request per page.</summary>
    public string Top => PageSize.For(filter.Limit, HasClientSideFilter);

    /// <summary>Returns the maximum number of pages that are still needed.</summary>
    /// <param name="count">The number of matching items that are read.</param>
    public int GetPagesNeeded(int count) => filter.Limit is not { } limit ? int.MaxValue
        : count >= limit ? 0
        : HasClientSideFilter ? 1
        : PageSize.CountPages(limit - count);

    private bool HasClientSideFilter =>
        filter.CreatedAfter is not null || filter.CreatedBefore is not null || filter.Name is not null || filter.Tags.Count > 0;

    /// <summary>Returns whether the item matches every condition of the filter.</summary>
    public bool Matches(IWorkspaceItem item) =>
        ODataFilter.Matches(filter.Statuses, item.Status)
        && ODataFilter.Matches(filter.ProviderIds, item.ProviderId)
        && ODataFilter.Matches(filter.Targets, item.Target)
        && (filter.CreatedAfter is not { } after || item.CreationTime >= after)
        && (filter.CreatedBefore is not { } before || item.CreationTime <= before)
        && filter.Tags.All(tag => item.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        && (filter.Name is null || filter.Name(item.Name ?? ""));

    // It is undocumented whether "le" compares with the start or the end of the date. The next day is correct in both cases.
    private static DateTimeOffset? DayAfter(DateTimeOffset instant) =>
        instant.UtcDateTime < DateTime.MaxValue.AddDays(-1) ? new DateTimeOffset(instant.UtcDateTime.AddDays(1)) : null;

    private static string Property(ItemOrder order) => order switch
    {
        ItemOrder.Name => "Name",
        ItemOrder.ProviderId => "ProviderId",
        ItemOrder.Target => "Target",
        ItemOrder.Status => "State",
        _ => "CreationTime",
    };
}
