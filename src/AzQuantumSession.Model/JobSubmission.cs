using System.Collections.ObjectModel;

namespace AzQuantumSession;

/// <summary>A job to submit. The client uploads the input before it submits the job.</summary>
public sealed class JobSubmission
{
    /// <summary>
    /// The job id: a GUID that the caller chooses, or an id of <see cref="IWorkspaceClient.CreateJobId"/>. With the same id, the request can
    /// safely be repeated.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The display name.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the session that the job runs in; null for a job without a session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The provider id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The target id.</summary>
    public required string Target { get; init; }

    /// <summary>The format of the input, for example <c>ionq.circuit.v1</c>.</summary>
    public required string InputDataFormat { get; init; }

    /// <summary>The format of the result, for example <c>ionq.quantum-results.v1</c>.</summary>
    public required string OutputDataFormat { get; init; }

    /// <summary>The input, which is read from the start of the stream. The stream must be seekable, so that the upload can be retried. It is not closed.</summary>
    public required Stream Input { get; init; }

    /// <summary>The parameters for the target: strings, finite numbers, Booleans, and lists and dictionaries of these values. The keys of dictionaries are strings.</summary>
    public IReadOnlyDictionary<string, object?> InputParams { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>The metadata that the caller assigns to the job.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The tags; empty for none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>Standard</c> or <c>High</c>; null for the default of the service.</summary>
    public string? Priority { get; init; }

    /// <summary>Whether to compress the input with gzip. Not all providers decompress inputs.</summary>
    public bool Compress { get; init; }

    /// <summary>
    /// Called on any thread after the input is uploaded. The job is sent when the task completes, and is not sent if the task fails. Null to
    /// send the job at once.
    /// </summary>
    public Func<CancellationToken, Task>? BeforeSend { get; init; }
}
