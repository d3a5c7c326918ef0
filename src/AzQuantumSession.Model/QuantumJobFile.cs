namespace AzQuantumSession;

/// <summary>A file in the container of a job: the input, the result, or another file that the provider stored, for example a log.</summary>
public sealed class QuantumJobFile : QuantumObject
{
    internal QuantumJobFile()
    {
    }

    /// <summary>The name of the file. It can contain slashes.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The size in bytes, as it is stored.</summary>
    public long Size { get; internal init; }

    /// <summary>The content type, for example <c>application/json</c>; null if storage has none.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The encoding of the stored bytes, for example <c>gzip</c>; null if the content is not encoded.</summary>
    public string? ContentEncoding { get; internal init; }

    /// <summary>The MD5 hash of the stored bytes, in Base64; null if storage has none, for example for an upload in blocks.</summary>
    public string? ContentMD5 { get; internal init; }

    /// <summary>The time when the file was last written.</summary>
    public DateTimeOffset? LastModifiedTime { get; internal init; }

    /// <summary>The version of the file.</summary>
    public string? ETag { get; internal init; }

    /// <summary>The id of the job.</summary>
    public string JobId { get; internal init; } = "";

    /// <summary>The display name of the job.</summary>
    public string? JobName { get; internal init; }

    /// <summary>The id of the session of the job; null for a job without a session.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>The ARM resource id of the job's workspace.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>The job, with the URI of its container; null if the object comes from another process.</summary>
    internal QuantumSessionJob? Job { get; init; }

    /// <summary>Returns the name of the file.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => VisibleText.Line(Name);
}
