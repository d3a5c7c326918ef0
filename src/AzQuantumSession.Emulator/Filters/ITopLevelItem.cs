namespace AzQuantumSession.Emulator.Filters;

/// <summary>What sessions and jobs have in common: all that they are filtered and ordered by.</summary>
internal interface ITopLevelItem
{
    string Name { get; }

    string ItemType { get; }

    /// <summary>Null for a session.</summary>
    string? JobType { get; }

    string ProviderId { get; }

    string Target { get; }

    string Status { get; }

    DateTimeOffset CreationTime { get; }
}
