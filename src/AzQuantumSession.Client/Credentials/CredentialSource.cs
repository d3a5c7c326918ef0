using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>A source of tokens in a credential chain.</summary>
internal sealed class CredentialSource
{
    /// <summary>The name of the source in error messages.</summary>
    public required string Name { get; init; }

    /// <summary>The recommended action if the source fails, with a command if possible.</summary>
    public required string Help { get; init; }

    /// <summary>Creates the credential. Called when the chain first tries the source.</summary>
    public required Func<TokenCredential> Create { get; init; }

    /// <summary>Returns why the source is not available on this machine, or null if it is available.</summary>
    public Func<CancellationToken, ValueTask<string?>> GetUnavailableReasonAsync { get; init; } = static _ => new((string?)null);

    /// <summary>
    /// True if a failure of the source ends the chain. A source that was configured for this machine identifies the intended
    /// account, and the next source would sign in as a different account.
    /// </summary>
    public bool StopsChain { get; init; }
}
