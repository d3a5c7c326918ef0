using Azure.Core;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Tokens of a credential, kept in memory until shortly before they expire. Parallel calls share one fetch, and its
/// failure; a call that gives up does not take the fetch away from the others.
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
        int seen = Volatile.Read(ref _fetches);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_token is { } kept && now < RefreshOn(kept))
            {
                return kept.Token;
            }

            // Somebody fetched while this call waited, in vain.
            if (_failure is not null && _fetches != seen)
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

    public async ValueTask<string?> ReplaceAsync(string refused, string? claims, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is { } kept && kept.Token != refused)
            {
                return kept.Token;
            }

            _token = null;

            // With claims the credential passes over what it keeps; without, only a new one is sure to.
            TokenCredential fresh = claims is null && _source is { } old ? credential.Replace(old) : credential.Current;
            string token = await FetchAsync(fresh, claims, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return token == refused ? null : token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets the token. What still waits is let through to its refusal.</summary>
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
            // A token that is still good for a while will do until the next attempt.
            if (_token is { } kept && now < kept.ExpiresOn)
            {
                return kept.Token;
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
