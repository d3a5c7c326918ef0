using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>What the client knows about a token source: one row of <see cref="TokenSourceDefinitions"/>.</summary>
internal sealed record TokenSourceDefinition
{
    /// <summary>The name in the report of a failed sign-in.</summary>
    public required string Name { get; init; }

    /// <summary>The credential as it appears in a sentence after "the".</summary>
    public required string CredentialName { get; init; }

    /// <summary>Returns the recommended action if the source fails, with a command if possible.</summary>
    public required Func<CredentialOptions, string> GetHelp { get; init; }

    /// <summary>Creates the credential.</summary>
    public required Func<CredentialOptions, WorkspaceClientSettings, TokenCredential> Create { get; init; }

    /// <summary>Returns why the source is not available on this machine, or null if it is available. The Boolean is true in a chain.</summary>
    public Func<CredentialOptions, WorkspaceClientSettings, bool, CancellationToken, ValueTask<string?>> GetUnavailableReasonAsync { get; init; } =
        static (_, _, _, _) => new((string?)null);

    /// <summary>
    /// True if the source is configured for the machine and not by its user. A failure then ends the chain: the source identifies the
    /// intended account, and the next source would sign in as a different account.
    /// </summary>
    public bool IsDeployed { get; init; }

    /// <summary>Whether <c>ClientId</c> selects one of several identities of the source.</summary>
    public bool AcceptsClientId { get; init; }
}
