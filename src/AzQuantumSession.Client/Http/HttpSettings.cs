namespace AzQuantumSession.Client.Http;

/// <summary>The clock, the retries and the limits of requests. Tests replace them.</summary>
internal record HttpSettings
{
    /// <summary>The clock of waits, token lifetimes and the request log.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How often a request is repeated after the first try.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The delay before the first repetition; it doubles each time.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The longest delay that the client chooses by itself. The service may ask for more.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one try may take.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The largest upload in one request, in bytes; what is larger goes in blocks of that size.</summary>
    public int UploadBlockSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long the request that proves a connection may take, with all its tries.</summary>
    public TimeSpan ValidationTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A random number from 0 up to, not including, 1.</summary>
    public Func<double> NextRandom { get; init; } = DefaultRandom;

#pragma warning disable CA5394 // Jitter is no secret
    private static double DefaultRandom() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
