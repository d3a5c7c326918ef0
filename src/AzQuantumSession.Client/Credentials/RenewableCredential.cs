using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Creates a credential when it is first needed, and creates another credential after a token was rejected, because the old
/// credential can cache the rejected token until it expires.
/// </summary>
internal sealed class RenewableCredential(Func<TokenCredential> create) : IDisposable
{
    private readonly object _lock = new();
    private TokenCredential? _current;

    /// <summary>The current credential.</summary>
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

    /// <summary>Replaces a credential, unless another caller has already replaced it, and returns the current credential.</summary>
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

    /// <summary>Releases the credential and the tokens that it caches.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _current = null;
        }
    }
}
