using AzQuantumSession.Emulator.Costs;
using AzQuantumSession.Emulator.Filters;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Storage;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>
/// A job and its lifecycle: it waits, executes, and ends with its simulated outcome, unless it is cancelled before. A job with an
/// input that the target cannot run fails when it starts.
/// </summary>
internal sealed class Job : ITopLevelItem
{
    /// <summary>The time between a cancellation request and the end of the job.</summary>
    public static readonly TimeSpan CancellationDelay = TimeSpan.FromSeconds(0.1);

    private readonly DateTimeOffset _beginsAt;

    public Job(Guid id, JobProperties request, SimulatedOutcome plan, Session? session, DateTimeOffset now, TimeSpan queueTime, TimeSpan duration)
    {
        Id = id;
        Request = request;
        Plan = plan;
        Session = session;
        Name = request.Name;
        Priority = request.Priority;
        Tags = request.Tags;
        CreationTime = now;
        LastModifiedTime = now;
        _beginsAt = now + queueTime;
        EndsAt = plan.Error is null ? _beginsAt + duration : _beginsAt;
    }

    public Guid Id { get; }

    /// <summary>The properties at the submission. Updated properties are in the other members.</summary>
    public JobProperties Request { get; }

    public SimulatedOutcome Plan { get; }

    public Session? Session { get; }

    public string Name { get; private set; }

    public string? Priority { get; private set; }

    public IReadOnlyList<string>? Tags { get; private set; }

    public string ItemType => "Job";

    public string JobType => "QuantumComputing";

    public string ProviderId => Request.Target.AnsweredProviderId;

    public string Target => Request.Target.Id;

    public BlobAddress Output => Request.Container with { Blob = "rawOutputData" };

    public string Status { get; private set; } = JobStatus.Waiting;

    public bool HasEnded => EndExecutionTime is not null;

    public bool IsDeleted { get; private set; }

    public DateTimeOffset CreationTime { get; }

    public DateTimeOffset? BeginExecutionTime { get; private set; }

    public DateTimeOffset? CancellationTime { get; private set; }

    public DateTimeOffset? EndExecutionTime { get; private set; }

    public DateTimeOffset LastModifiedTime { get; private set; }

    /// <summary>The time when the job will end, unless it is cancelled.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public JobError? Error => Status == JobStatus.Failed ? Plan.Error : null;

    public CostEstimate? Cost => Status == JobStatus.Succeeded ? Plan.Cost : null;

    public void AdvanceTo(DateTimeOffset now)
    {
        if (HasEnded)
        {
            return;
        }

        if (Status == JobStatus.Waiting && _beginsAt <= now)
        {
            Status = JobStatus.Executing;
            BeginExecutionTime = LastModifiedTime = _beginsAt;
        }

        if (EndsAt <= now)
        {
            Status = CancellationTime is not null ? JobStatus.Cancelled
                : Plan.Error is not null ? JobStatus.Failed
                : JobStatus.Succeeded;
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

        Status = JobStatus.CancellationRequested;
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
