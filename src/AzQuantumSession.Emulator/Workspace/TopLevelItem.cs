using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The common properties of sessions and jobs, which lists can be filtered and sorted by.</summary>
internal abstract class TopLevelItem(Guid id, string name, Target target, DateTimeOffset creationTime)
{
    public Guid Id { get; } = id;

    public string Name { get; protected set; } = name;

    public abstract string ItemType { get; }

    /// <summary>The type of a job; null for a session.</summary>
    public virtual string? JobType => null;

    public string ProviderId { get; } = target.ResponseProviderId;

    public string Target { get; } = target.Id;

    public string Status { get; protected set; } = ItemStatus.Waiting;

    public DateTimeOffset CreationTime { get; } = creationTime;

    public DateTimeOffset? EndExecutionTime { get; protected set; }

    public bool HasEnded => EndExecutionTime is not null;

    /// <summary>The time of the next change without a request; the maximum value if there is none.</summary>
    public abstract DateTimeOffset NextEvent { get; }

    /// <summary>Returns the function that reads a property, or null if lists cannot be filtered or sorted by it.</summary>
    public static Func<TopLevelItem, object?>? Property(string name) => name switch
    {
        "Name" => item => item.Name,
        "ItemType" => item => item.ItemType,
        "JobType" => item => item.JobType,
        "ProviderId" => item => item.ProviderId,
        "Target" => item => item.Target,
        "State" => item => item.Status,
        "CreationTime" => item => item.CreationTime,
        _ => null,
    };
}

/// <summary>The statuses of sessions and jobs that the emulator uses. The service has more statuses.</summary>
internal static class ItemStatus
{
    public const string Waiting = "Waiting";
    public const string Executing = "Executing";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";

    /// <summary>A session with a failed job that continues.</summary>
    public const string Failures = "Failure(s)";
    public const string TimedOut = "TimedOut";
    public const string CancellationRequested = "CancellationRequested";
    public const string Cancelled = "Cancelled";
}
