using Azure.Core;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The settings of the client: HTTP and sign-in.</summary>
internal sealed record WorkspaceClientSettings : HttpSettings
{
    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Makes the credential of a login; called when the first token is needed, and again when a token was refused.</summary>
    public Func<CredentialOptions, WorkspaceClientSettings, TokenCredential> CreateCredential { get; init; } = CredentialSources.CreateChain;

    /// <summary>Makes the credential of one way to sign in; of a service principal where no source is given.</summary>
    public Func<CredentialOptions, TokenSource?, TokenCredential> CreateSourceCredential
    {
        get => field ?? ((login, source) => CredentialFactory.Create(login, source, this));
        init;
    }

    /// <summary>Asks, for so long at most, whether the machine's metadata service is there.</summary>
    public Func<TimeSpan, CancellationToken, Task<bool>> HasMetadataService { get; init; } = ImdsProbe.IsAvailableAsync;
}
