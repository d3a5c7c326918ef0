using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Targets;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>
/// A job and its lifecycle: it waits, executes, and ends with its simulated outcome, unless it is cancelled before. A job with an
/// input that the target cannot run fails when it starts.
/// </summary>
internal sealed class Job(Guid id, JobProperties request, SimulatedOutcome plan, Session? session, DateTimeOffset now, TimeSpan queueTime, TimeSpan duration)
    : TopLevelItem(id, request.Name, request.Target, now)
{
    /// <summary>The time between a cancellation request and the end of the job.</summary>
    private static readonly TimeSpan CancellationDelay = TimeSpan.FromSeconds(0.1);

    private readonly DateTimeOffset _beginsAt = now + queueTime;

    /// <summary>The properties at the submission. Updated properties are in the other members.</summary>
    public JobProperties Request { get; } = request;

    public SimulatedOutcome Plan { get; } = plan;

    public Session? Session { get; } = session;

    public string? Priority { get; private set; } = request.Priority;

    public IReadOnlyList<string>? Tags { get; private set; } = request.Tags;

    public override string ItemType => "Job";

    public override string JobType => "QuantumComputing";

    /// <summary>The blob of the result. Until the job ends, it is the blob of translated results.</summary>
    public BlobAddress Output => Request.Container with
    {
        Blob = HasEnded && !DataFormats.IsTranslated(Plan.OutputFormat) ? "rawOutputData" : "outputData",
    };

    public bool IsDeleted { get; private set; }

    public DateTimeOffset? BeginExecutionTime { get; private set; }

    public DateTimeOffset? CancellationTime { get; private set; }

    public DateTimeOffset LastModifiedTime { get; private set; } = now;

    /// <summary>The time when the job will end, unless it is cancelled.</summary>
    public DateTimeOffset EndsAt { get; private set; } = now + queueTime + (plan.Error is null ? duration : TimeSpan.Zero);

    public override DateTimeOffset NextEvent =>
        HasEnded ? DateTimeOffset.MaxValue : Status == ItemStatus.Waiting && _beginsAt < EndsAt ? _beginsAt : EndsAt;

    public JobError? Error => Status == ItemStatus.Failed ? Plan.Error : null;

    public CostEstimate? Cost => Status == ItemStatus.Succeeded ? Plan.Cost : null;

    public void AdvanceTo(DateTimeOffset now)
    {
        if (HasEnded)
        {
            return;
        }

        if (Status == ItemStatus.Waiting && _beginsAt <= now)
        {
            Status = ItemStatus.Executing;
            BeginExecutionTime = LastModifiedTime = _beginsAt;
        }

        if (EndsAt <= now)
        {
            Status = CancellationTime is not null ? ItemStatus.Cancelled
                : Plan.Error is not null ? ItemStatus.Failed
                : ItemStatus.Succeeded;
            EndExecutionTime = LastModifiedTime = EndsAt;
        }
    }

    /// <summary>Requests the cancellation of the job. Has no effect if the cancellation was already requested, or if the job has ended.</summary>
    public void RequestCancellation(DateTimeOffset at)
    {
        AdvanceTo(at);
        if (HasEnded || CancellationTime is not null)
        {
            return;
        }

        Status = ItemStatus.CancellationRequested;
        CancellationTime = LastModifiedTime = at;
        EndsAt = at + CancellationDelay;
    }

    public void Update(string? name, string? priority, IReadOnlyList<string>? tags, DateTimeOffset at)
    {
        Name = name ?? Name;
        Priority = priority ?? Priority;
        Tags = tags ?? Tags;
        LastModifiedTime = at;
    }

    public void Delete() => IsDeleted = true;
}
