using AzQuantumSession.Client.Http;
using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The settings of the client: HTTP and sign-in.</summary>
internal sealed record WorkspaceClientSettings : HttpSettings
{
    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Creates the credential for the options of a sign-in. Called when the first token is needed, and again after a token was rejected.</summary>
    public Func<CredentialOptions, WorkspaceClientSettings, TokenCredential> CreateCredential { get; init; } = CredentialSources.CreateChain;

    /// <summary>Creates the credential for one source, or for a service principal if there is no source.</summary>
    public Func<CredentialOptions, TokenSource?, TokenCredential> CreateSourceCredential
    {
        get => field ?? ((login, source) => CredentialFactory.Create(login, source, this));
        init;
    }

    /// <summary>Returns whether the machine's metadata service responds within a timeout.</summary>
    public Func<TimeSpan, CancellationToken, Task<bool>> HasMetadataService { get; init; } = ImdsProbe.IsAvailableAsync;
}
