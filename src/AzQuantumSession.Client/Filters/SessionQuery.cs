namespace AzQuantumSession.Client;

/// <summary>A session filter in the service's words, and what the client has to check itself.</summary>
internal sealed class SessionQuery(SessionFilter filter)
{
    /// <summary>The filter; null for none.</summary>
    public string? Filter => FilterText.All(
        FilterText.AnyOf("ProviderId", FilterText.Ids(filter.ProviderIds)),
        FilterText.AnyOf("Target", filter.Targets),
        FilterText.AnyOf("State", FilterText.Statuses(filter.Statuses, SessionStatus.All)),
        filter.CreatedAfter is { } after ? FilterText.Date("CreationTime", "ge", after) : null,
        filter.CreatedBefore is { } before && DayAfter(before) is { } day ? FilterText.Date("CreationTime", "le", day) : null);

    /// <summary>The order.</summary>
    public string OrderBy => $"{Property(filter.OrderBy)} {(filter.Descending ? "desc" : "asc")}";

    /// <summary>The size of a page.</summary>
    public string Top => PageSize.For(filter.Limit, ClientDropsSome);

    private bool ClientDropsSome =>
        filter.CreatedAfter is not null || filter.CreatedBefore is not null || filter.Name is not null || filter.Tags.Count > 0;

    /// <summary>Whether the filter means the session, exactly.</summary>
    public bool Matches(QuantumSession session) =>
        FilterText.Matches(filter.Statuses, session.Status)
        && FilterText.Matches(filter.ProviderIds, session.ProviderId)
        && FilterText.Matches(filter.Targets, session.Target)
        && (filter.CreatedAfter is not { } after || session.CreationTime >= after)
        && (filter.CreatedBefore is not { } before || session.CreationTime <= before)
        && filter.Tags.All(tag => session.Tags.Any(own => FilterText.Same(own, tag)))
        && (filter.Name is null || filter.Name(session.Name));

    // Whether a date under "le" means its beginning or its end is not known: the day after is right for both.
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
