using System.Security;

namespace AzQuantumSession;

/// <summary>A token that the host's own login gave.</summary>
/// <param name="token">The token; belongs to this object.</param>
/// <param name="expiresOn">When it expires.</param>
public sealed class AccountToken(SecureString token, DateTimeOffset expiresOn) : IDisposable
{
    /// <summary>The token.</summary>
    public SecureString Token => token;

    /// <summary>When it expires.</summary>
    public DateTimeOffset ExpiresOn => expiresOn;

    /// <summary>Wipes the token.</summary>
    public void Dispose() => token.Dispose();
}
