namespace AzQuantumSession;

/// <summary>A job on a target, with or without a session.</summary>
/// <remarks>
/// The properties are the properties of the resource. The URIs of the job's data have no query, because the query can contain a
/// SAS, which is a secret.
/// </remarks>
public sealed class QuantumSessionJob : QuantumObject, IWorkspaceItem
{
    static string IWorkspaceItem.TypeName => "job";

    string IWorkspaceItem.DisplayName => DisplayName;

    internal string DisplayName => $"Job '{Name}' ({Id})";

    internal string NameOrId => string.IsNullOrEmpty(Name) ? Id : Name;

    internal QuantumSessionJob()
    {
    }

    /// <summary>The job id: a GUID, created by the client that submitted the job.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The display name. It is not unique.</summary>
    public string? Name { get; internal init; }

    /// <summary>The id of the session that the job belongs to; null for a job without a session.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The provider id, for example <c>ionq</c>.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary>The target that the job runs on.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Always <c>Job</c>. Distinguishes jobs from sessions in lists that contain both.</summary>
    public string ItemType { get; internal init; } = "Job";

    /// <summary>The kind of job, for example <c>QuantumComputing</c>.</summary>
    public string? JobType { get; internal init; }

    /// <summary>
    /// The status: <c>Queued</c>, <c>Waiting</c>, <c>Executing</c>, <c>CancellationRequested</c>, <c>Cancelling</c>, <c>Finishing</c>,
    /// <c>Completed</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Cancelled</c>, or a newer value of the service.
    /// </summary>
    public string Status { get; internal init; } = "";

    /// <summary>True if the job has ended (<see cref="JobStatus.IsTerminal"/>).</summary>
    public bool IsTerminal => JobStatus.IsTerminal(Status);

    /// <summary>True if cancellation has been requested.</summary>
    public bool? IsCancelling { get; internal init; }

    /// <summary>The time when the job was submitted.</summary>
    public DateTimeOffset? CreationTime { get; internal init; }

    /// <summary>The time when the job started.</summary>
    public DateTimeOffset? BeginExecutionTime { get; internal init; }

    /// <summary>The time when the job ended; null until it has ended.</summary>
    public DateTimeOffset? EndExecutionTime { get; internal init; }

    /// <summary>The time when cancellation was requested.</summary>
    public DateTimeOffset? CancellationTime { get; internal init; }

    /// <summary>The time when the job last changed.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>The time when the service last updated the job.</summary>
    public DateTimeOffset? LastUpdatedTime { get; internal init; }

    /// <summary>The time from the start, or from the submission if the start is unknown, to the end of the job; null until the job has ended.</summary>
    public TimeSpan? Duration => EndExecutionTime - (BeginExecutionTime ?? CreationTime);

    /// <summary><see cref="Duration"/> in seconds, for calculations and CSV files; null until the job has ended.</summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>The estimated cost; null if the service has no estimate.</summary>
    public QuantumCostEstimate? CostEstimate { get; internal init; }

    /// <summary>The total of <see cref="CostEstimate"/>, in <see cref="Currency"/>; null if the service has no estimate.</summary>
    public decimal? Cost => CostEstimate?.EstimatedTotal;

    /// <summary>The currency of <see cref="Cost"/>, as an ISO 4217 code, for example <c>USD</c>; null if the service has no estimate.</summary>
    public string? Currency => CostEstimate?.CurrencyCode;

    /// <summary>The error of a failed job; null if the job has not failed, or the service returned no error.</summary>
    public QuantumErrorData? ErrorData { get; internal init; }

    /// <summary>The format of the input, for example <c>ionq.circuit.v1</c>.</summary>
    public string? InputDataFormat { get; internal init; }

    /// <summary>The format of the result, for example <c>ionq.quantum-results.v1</c>.</summary>
    public string? OutputDataFormat { get; internal init; }

    /// <summary>The parameters that the job was submitted with, as values, lists, and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> InputParams { get; internal init => field = ReadableDictionary<string, object?>.From(value); } = ReadableDictionary<string, object?>.Empty;

    /// <summary>The metadata that the job was submitted with. The service converts every value to a string.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; internal init => field = ReadableDictionary<string, string>.From(value); } = ReadableDictionary<string, string>.Empty;

    /// <summary>The tags that the job was submitted with.</summary>
    public IReadOnlyList<string> Tags { get; internal init => field = ReadableList<string>.From(value); } = ReadableList<string>.Empty;

    /// <summary>The requested priority: <c>Standard</c> or <c>High</c>.</summary>
    public string? Priority { get; internal init; }

    /// <summary>The priority that the service assigns to the job, for example <c>Basic</c>.</summary>
    public string? JobPriority { get; internal init; }

    /// <summary>The number of quantum computations of the job; null if the service did not return it.</summary>
    public long? QuantumComputingCount { get; internal init; }

    /// <summary>The number of shots that the job requested; null if the service did not return it.</summary>
    public long? Shots { get; internal init; }

    /// <summary>The number of shots that succeeded; null if the service did not return it.</summary>
    public long? ShotsSucceeded { get; internal init; }

    /// <summary>The number of shots that failed; null if the service did not return it.</summary>
    public long? ShotsFailed { get; internal init; }

    /// <summary>The number of shots whose results were translated to the format of the result; null if the service did not return it.</summary>
    public long? ShotsTranslated { get; internal init; }

    /// <summary>The number of times that the service resumed the job; null if the service did not return it.</summary>
    public long? ResumeCount { get; internal init; }

    /// <summary>The usage of the job, with the keys and units of the provider.</summary>
    public IReadOnlyDictionary<string, decimal> Usage { get; internal init => field = ReadableDictionary<string, decimal>.From(value); } = ReadableDictionary<string, decimal>.Empty;

    /// <summary>The URI of the job's container, without a SAS.</summary>
    public Uri? ContainerUri => field ??= WithoutQuery(ReadableContainerUri);

    /// <summary>The URI of the input, without a SAS.</summary>
    public Uri? InputDataUri => field ??= WithoutQuery(ReadableInputUri);

    /// <summary>The URI of the result, without a SAS.</summary>
    public Uri? OutputDataUri => field ??= WithoutQuery(ReadableOutputUri);

    /// <summary>The identity that submitted the job.</summary>
    public string? CreatedBy { get; internal init; }

    /// <summary>The type of the identity that submitted the job: <c>User</c>, <c>Application</c>, <c>ManagedIdentity</c>, or <c>Key</c>.</summary>
    public string? CreatedByType { get; internal init; }

    /// <summary>The identity that last changed the job.</summary>
    public string? LastModifiedBy { get; internal init; }

    /// <summary>The type of the identity that last changed the job: <c>User</c>, <c>Application</c>, <c>ManagedIdentity</c>, or <c>Key</c>.</summary>
    public string? LastModifiedByType { get; internal init; }

    /// <summary>
    /// The properties that the service returned and this version of the module does not know, as values, lists, and dictionaries. URIs have
    /// no query.
    /// </summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; internal init => field = ReadableDictionary<string, object?>.From(value); } = ReadableDictionary<string, object?>.Empty;

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The URI of the input with the SAS that the service returned, which is secret; null if the service returned no URI.</summary>
    internal string? ReadableInputUri { get; init; }

    /// <summary>The URI of the result with the SAS that the service returned, which is secret; null if the service returned no URI.</summary>
    internal string? ReadableOutputUri { get; init; }

    /// <summary>The URI of the container with the SAS that the service returned, which is secret; null if the service returned no URI.</summary>
    internal string? ReadableContainerUri { get; init; }

    /// <summary>The client that returned the job, for later requests about it.</summary>
    internal IWorkspaceClient? Client { get; set; }

    IWorkspaceClient? IWorkspaceItem.Client => Client;

    internal QuantumSessionJob WithClient(IWorkspaceClient client)
    {
        var copy = (QuantumSessionJob)MemberwiseClone();
        copy.Client = client;
        return copy;
    }

    // Most commands need none of the URIs, so that parsing them for each job of a list is wasted.
    private static Uri? WithoutQuery(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri.WithoutQuery() : null;

    /// <summary>Returns the id, so that a job can be used as an id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.Line(Id);
}
