using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>What the client takes from its surroundings, so that tests can put something else there.</summary>
internal sealed record WorkspaceClientSettings
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

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Makes the credential of a login; called when the first token is needed, and again when a token was refused.</summary>
    public Func<Login, WorkspaceClientSettings, TokenCredential> Login { get; init; } = CredentialSteps.CreateChain;

    /// <summary>Makes the credential of one way to sign in; of a service principal where no source is given.</summary>
    public Func<Login, TokenSource?, TokenCredential> Credential
    {
        get => field ?? ((login, source) => CredentialFactory.Create(login, source, this));
        init;
    }

    /// <summary>Asks, for so long at most, whether the machine's metadata service is there.</summary>
    public Func<TimeSpan, CancellationToken, Task<bool>> HasMetadataService { get; init; } = MetadataService.AnswersAsync;

    /// <summary>How long the request that proves a connection may take, with all its tries.</summary>
    public TimeSpan ValidationTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A random number from 0 up to, not including, 1.</summary>
    public Func<double> NextRandom { get; init; } = DefaultRandom;

#pragma warning disable CA5394 // Jitter is no secret
    private static double DefaultRandom() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
