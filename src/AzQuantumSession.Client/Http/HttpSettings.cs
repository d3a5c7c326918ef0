namespace AzQuantumSession.Client.Http;

/// <summary>The clock, the retries, and the limits of requests. Tests replace them.</summary>
internal record HttpSettings
{
    /// <summary>The clock for delays, token lifetimes, and the request log.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The maximum number of retries after the first attempt.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The delay before the first retry. It doubles with each retry.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The maximum delay that the client chooses. A Retry-After value of the service can exceed it.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The time limit for one attempt.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum size of an upload in one request, in bytes. A larger upload is split into blocks of this size.</summary>
    public int UploadBlockSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// The maximum size of a result that is parsed, decompressed and in bytes. Parsing a result with many short shots takes up to 30 times as
    /// much memory.
    /// </summary>
    public int MaxResultSize { get; init; } = 32 * 1024 * 1024;

    /// <summary>The maximum size of the body of a response that is not a download, in bytes. The largest responses of the service have a few MB.</summary>
    public int MaxBodySize { get; init; } = 8 * 1024 * 1024;

    /// <summary>The time limit for the request that validates a connection, including all attempts.</summary>
    public TimeSpan ValidationTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Returns the settings of a request whose failure must be known soon, as while connecting: fewer and shorter attempts.</summary>
    public HttpSettings ForConnecting() => this with
    {
        MaxRetries = Math.Min(MaxRetries, 1),
        NetworkTimeout = NetworkTimeout < ValidationTimeout / 2 ? NetworkTimeout : ValidationTimeout / 2,
    };

    /// <summary>Returns a random number that is at least 0 and less than 1.</summary>
#pragma warning disable CA5394 // Jitter needs no cryptographic randomness
    public Func<double> NextRandom { get; init; } = Random.Shared.NextDouble;
#pragma warning restore CA5394
}
