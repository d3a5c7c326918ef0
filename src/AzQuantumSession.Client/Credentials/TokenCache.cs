using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Caches the tokens of a credential in memory until shortly before they expire. Concurrent calls share one token request and its
/// failure. Cancelling a call does not cancel the token request of another call.
/// </summary>
internal sealed class TokenCache(RenewableCredential credential, string name, string scope, TimeProvider time) : ITokenSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _resource = scope.Replace("/.default", "", StringComparison.Ordinal);
    private TokenCredential? _source;
    private AccessToken? _token;
    private QuantumServiceException? _failure;
    private int _fetches;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        int fetchesAtStart = Volatile.Read(ref _fetches);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_token is { } cached && now < RefreshOn(cached))
            {
                return cached.Token;
            }

            // Another caller failed to get a token while this call waited.
            if (_failure is not null && _fetches != fetchesAtStart)
            {
                throw _failure;
            }

            return await FetchAsync(credential.Current, null, now, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is { } cached && cached.Token != rejectedToken)
            {
                return cached.Token;
            }

            _token = null;

            // With claims, the credential bypasses its own cache. Without claims, only a new credential is certain to do so.
            TokenCredential newSource = claims is null && _source is { } old ? credential.Replace(old) : credential.Current;
            string token = await FetchAsync(newSource, claims, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return token == rejectedToken ? null : token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Clears the token. The semaphore is not disposed, so that waiting callers continue and fail.</summary>
    public void Dispose()
    {
        _token = null;
        _source = null;
    }

    private static DateTimeOffset RefreshOn(AccessToken token) =>
        token.RefreshOn ?? (token.ExpiresOn < DateTimeOffset.MinValue + Margin ? token.ExpiresOn : token.ExpiresOn - Margin);

    private async ValueTask<string> FetchAsync(TokenCredential source, string? claims, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            TokenRequestContext context = new([scope], claims: claims, isCaeEnabled: true);
            AccessToken token = await source.GetTokenAsync(context, cancellationToken).ConfigureAwait(false);
            (_source, _token, _failure) = (source, token, null);
            return token.Token;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A token that has not expired can be used until the next attempt.
            if (_token is { } cached && now < cached.ExpiresOn)
            {
                return cached.Token;
            }

            _failure = CredentialErrorFactory.Create(exception, name, _resource);
            throw _failure;
        }
        finally
        {
            Volatile.Write(ref _fetches, _fetches + 1);
        }
    }
}
