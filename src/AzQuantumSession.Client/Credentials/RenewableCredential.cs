using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// A credential that is made when it is first needed, and made anew when a token of it was refused: the old one may keep
/// that token until it expires.
/// </summary>
internal sealed class RenewableCredential(Func<TokenCredential> create) : IDisposable
{
    private readonly object _lock = new();
    private TokenCredential? _current;

    /// <summary>The credential.</summary>
    public TokenCredential Current
    {
        get
        {
            lock (_lock)
            {
                return _current ??= create();
            }
        }
    }

    /// <summary>A credential other than this one.</summary>
    public TokenCredential Replace(TokenCredential old)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_current, old))
            {
                _current = create();
            }

            return _current ??= create();
        }
    }

    /// <summary>Lets the credential go, and with it what it keeps.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _current = null;
        }
    }
}
