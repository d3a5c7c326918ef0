namespace AzQuantumSession.Emulator.Filters;

/// <summary>The common properties of sessions and jobs, which lists can be filtered and sorted by.</summary>
internal interface ITopLevelItem
{
    string Name { get; }

    string ItemType { get; }

    /// <summary>The type of a job; null for a session.</summary>
    string? JobType { get; }

    string ProviderId { get; }

    string Target { get; }

    string Status { get; }

    DateTimeOffset CreationTime { get; }
}
