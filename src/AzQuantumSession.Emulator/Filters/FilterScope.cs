namespace AzQuantumSession.Emulator.Filters;

/// <summary>The properties that a list can be filtered by.</summary>
internal sealed record FilterScope(IReadOnlyList<string> Compared, bool NamesStartWith)
{
    /// <summary>The properties of sessions. Clients must not filter sessions by name, because it is unknown whether the service supports it.</summary>
    public static FilterScope Sessions { get; } =
        new(["ProviderId", "Target", "State", "CreationTime"], NamesStartWith: false);

    public static FilterScope Jobs { get; } =
        new(["JobType", "ProviderId", "Target", "State", "CreationTime"], NamesStartWith: true);

    public static FilterScope TopLevelItems { get; } =
        new(["ItemType", "JobType", "ProviderId", "Target", "State", "CreationTime"], NamesStartWith: true);
}
