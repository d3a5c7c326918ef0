using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>One way to sign in, as part of a chain.</summary>
internal sealed class CredentialSource
{
    /// <summary>What it is called in the report of a failed login.</summary>
    public required string Name { get; init; }

    /// <summary>What to do when it fails, with a command where there is one.</summary>
    public required string Help { get; init; }

    /// <summary>Makes the credential; called when it is first tried.</summary>
    public required Func<TokenCredential> Create { get; init; }

    /// <summary>Says why the way is not set up here; null where it is.</summary>
    public Func<CancellationToken, ValueTask<string?>> GetUnavailableReasonAsync { get; init; } = static _ => new((string?)null);

    /// <summary>
    /// Whether somebody set it up for this machine, so that its failure ends the chain: going on would sign in as somebody else.
    /// </summary>
    public bool StopsChain { get; init; }
}
