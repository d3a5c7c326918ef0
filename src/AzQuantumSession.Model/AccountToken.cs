using System.Security;

namespace AzQuantumSession;

/// <summary>An access token of the account that is signed in to the host.</summary>
/// <param name="token">The token. This object owns and disposes it.</param>
/// <param name="expiresOn">The expiration time of the token.</param>
public sealed class AccountToken(SecureString token, DateTimeOffset expiresOn) : IDisposable
{
    /// <summary>The token.</summary>
    public SecureString Token => token;

    /// <summary>The expiration time of the token.</summary>
    public DateTimeOffset ExpiresOn => expiresOn;

    /// <summary>Disposes the token, and clears it from memory.</summary>
    public void Dispose() => token.Dispose();
}
