using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Sessions;

/// <summary>Translates a session filter to the service's query, and checks the conditions that the service does not support.</summary>
internal sealed class SessionQuery(SessionFilter filter)
{
    /// <summary>The OData filter; null if all sessions match.</summary>
    public string? Filter => ODataFilter.And(
        ODataFilter.In("ProviderId", ODataFilter.IdVariants(filter.ProviderIds)),
        ODataFilter.In("Target", filter.Targets),
        ODataFilter.In("State", ODataFilter.Statuses(filter.Statuses, SessionStatus.All)),
        filter.CreatedAfter is { } after ? ODataFilter.Date("CreationTime", "ge", after) : null,
        filter.CreatedBefore is { } before && DayAfter(before) is { } day ? ODataFilter.Date("CreationTime", "le", day) : null);

    /// <summary>The OData order.</summary>
    public string OrderBy => $"{Property(filter.OrderBy)} {(filter.Descending ? "desc" : "asc")}";

    /// <summary>The number of sessions to request per page.</summary>
    public string Top => PageSize.For(filter.Limit, HasClientSideFilter);

    private bool HasClientSideFilter =>
        filter.CreatedAfter is not null || filter.CreatedBefore is not null || filter.Name is not null || filter.Tags.Count > 0;

    /// <summary>Returns whether the session matches every condition of the filter.</summary>
    public bool Matches(QuantumSession session) =>
        ODataFilter.Matches(filter.Statuses, session.Status)
        && ODataFilter.Matches(filter.ProviderIds, session.ProviderId)
        && ODataFilter.Matches(filter.Targets, session.Target)
        && (filter.CreatedAfter is not { } after || session.CreationTime >= after)
        && (filter.CreatedBefore is not { } before || session.CreationTime <= before)
        && filter.Tags.All(tag => session.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        && (filter.Name is null || filter.Name(session.Name));

    // It is undocumented whether "le" compares with the start or the end of the date. The next day is correct in both cases.
    private static DateTimeOffset? DayAfter(DateTimeOffset instant) =>
        instant.UtcDateTime < DateTime.MaxValue.AddDays(-1) ? new DateTimeOffset(instant.UtcDateTime.AddDays(1)) : null;

    private static string Property(SessionOrder order) => order switch
    {
        SessionOrder.Name => "Name",
        SessionOrder.ProviderId => "ProviderId",
        SessionOrder.Target => "Target",
        SessionOrder.Status => "State",
        _ => "CreationTime",
    };
}
