namespace AzQuantumSession;

/// <summary>A job on a target, in a session or alone.</summary>
/// <remarks>
/// The properties are the resource's own. The addresses of the job's data come without the query that grants access to
/// them: that is a secret.
/// </remarks>
public sealed class QuantumSessionJob : IWorkspaceItem
{
    static string IWorkspaceItem.TypeName => "job";

    string IWorkspaceItem.DisplayName => DisplayName;

    internal string DisplayName => $"Job '{Name}' ({Id})";

    internal QuantumSessionJob()
    {
    }

    /// <summary>The job's id, made by the client that submitted it (a GUID).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name that the job was submitted with. Not unique.</summary>
    public string? Name { get; internal init; }

    /// <summary>The session that the job belongs to; null for a job that stands alone.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The provider's id, for example <c>ionq</c>.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The target that the job runs on.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Always <c>Job</c>: what tells jobs from sessions where the service lists both.</summary>
    public string ItemType { get; internal init; } = "Job";

    /// <summary>The kind of job, for example <c>QuantumComputing</c>.</summary>
    public string? JobType { get; internal init; }

    /// <summary>
    /// <c>Queued</c>, <c>Waiting</c>, <c>Executing</c>, <c>CancellationRequested</c>, <c>Cancelling</c>, <c>Finishing</c>,
    /// <c>Completed</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Cancelled</c>, or whatever newer value the service sent.
    /// </summary>
    public string Status { get; internal init; } = "";

    /// <summary>Whether the job has ended (<see cref="JobStatus.IsTerminal"/>).</summary>
    public bool IsTerminal => JobStatus.IsTerminal(Status);

    /// <summary>Whether cancellation has been asked for.</summary>
    public bool? IsCancelling { get; internal init; }

    /// <summary>When the job was submitted.</summary>
    public DateTimeOffset? CreationTime { get; internal init; }

    /// <summary>When the job began to run.</summary>
    public DateTimeOffset? BeginExecutionTime { get; internal init; }

    /// <summary>When the job ended; null while it has not.</summary>
    public DateTimeOffset? EndExecutionTime { get; internal init; }

    /// <summary>When cancellation was asked for.</summary>
    public DateTimeOffset? CancellationTime { get; internal init; }

    /// <summary>When the job last changed.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>From the beginning (or the submission) to the end; null while the job has not ended.</summary>
    public TimeSpan? Duration => EndExecutionTime - (BeginExecutionTime ?? CreationTime);

    /// <summary>What the job is estimated to cost; null while the service has no estimate.</summary>
    public QuantumCostEstimate? CostEstimate { get; internal init; }

    /// <summary>Why the job failed; null where it did not or the service does not say.</summary>
    public QuantumErrorData? ErrorData { get; internal init; }

    /// <summary>The format of the input, for example <c>ionq.circuit.v1</c>.</summary>
    public string? InputDataFormat { get; internal init; }

    /// <summary>The format of the result, for example <c>ionq.quantum-results.v1</c>.</summary>
    public string? OutputDataFormat { get; internal init; }

    /// <summary>The parameters that the job was submitted with, as plain values, lists and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> InputParams { get; internal init; } = NoParameters;

    /// <summary>The metadata that the job was submitted with; the service turns every value into text.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; internal init; } = NoMetadata;

    /// <summary>The tags that the job was submitted with.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>The priority asked for: <c>Standard</c> or <c>High</c>.</summary>
    public string? Priority { get; internal init; }

    /// <summary>The priority that the service gives the job, for example <c>Basic</c>.</summary>
    public string? JobPriority { get; internal init; }

    /// <summary>How many quantum computations the job made, where the service says.</summary>
    public long? QuantumComputingCount { get; internal init; }

    /// <summary>The address of the job's container, without the query that grants access.</summary>
    public Uri? ContainerUri { get; internal init; }

    /// <summary>The address of the input, without the query that grants access.</summary>
    public Uri? InputDataUri { get; internal init; }

    /// <summary>The address of the result, without the query that grants access.</summary>
    public Uri? OutputDataUri { get; internal init; }

    /// <summary>Who submitted the job.</summary>
    public string? CreatedBy { get; internal init; }

    /// <summary><c>User</c>, <c>Application</c>, <c>ManagedIdentity</c> or <c>Key</c>.</summary>
    public string? CreatedByType { get; internal init; }

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>Where the job came from, so that it can be sent back there.</summary>
    internal IWorkspaceClient? Client { get; init; }

    IWorkspaceClient? IWorkspaceItem.Client => Client;

    internal static IReadOnlyDictionary<string, object?> NoParameters { get; } =
        new System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>(new Dictionary<string, object?>());

    internal static IReadOnlyDictionary<string, string> NoMetadata { get; } =
        new System.Collections.ObjectModel.ReadOnlyDictionary<string, string>(new Dictionary<string, string>());

    /// <summary>The id, so that a job can stand where an id is asked for.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
