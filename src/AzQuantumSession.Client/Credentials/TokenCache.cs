using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>
/// Caches the tokens of a credential in memory until shortly before they expire. Concurrent calls share one token request and its
/// failure. Cancelling a call does not cancel the token request of another call.
/// </summary>
internal sealed class TokenCache(RenewableCredential credential, string name, string scope, TimeProvider time) : ITokenSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private TokenCredential? _source;
    private CachedToken? _token;
    private QuantumServiceException? _failure;
    private int _fetches;

    /// <summary>A source of the cached token, which never requests a token: for requests in the background, which must not sign in.</summary>
    public ITokenSource CachedOnly => new CachedTokenSource(this);

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        // A renewal can take long. Until it ends, a token that has not expired is used.
        if (_gate.CurrentCount == 0 && GetUnexpired() is { } unexpired)
        {
            return unexpired;
        }

        int fetchesAtStart = Volatile.Read(ref _fetches);
        return (await RunAloneAsync(GetOrFetchAsync, cancellationToken).ConfigureAwait(false))!;

        async ValueTask<string?> GetOrFetchAsync()
        {
            if (GetCached() is { } cached)
            {
                return cached;
            }

            // Another caller failed to get a token while this call waited.
            if (_failure is not null && _fetches != fetchesAtStart)
            {
                throw _failure;
            }

            return await FetchAsync(credential.Get(), null, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken)
    {
        return RunAloneAsync(ReplaceAsync, cancellationToken);

        async ValueTask<string?> ReplaceAsync()
        {
            if (_token is { } cached && cached.Value.Token != rejectedToken)
            {
                return cached.Value.Token;
            }

            _token = null;

            // With claims, the credential bypasses its own cache. Without claims, only a new credential is certain to do so.
            TokenCredential source = credential.Get(replaced: claims is null ? _source : null);
            string token = await FetchAsync(source, claims, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return token == rejectedToken ? null : token;
        }
    }

    /// <summary>Clears the token. The semaphore is not disposed, so that waiting callers continue and fail.</summary>
    public void Dispose()
    {
        _token = null;
        _source = null;
    }

    // While the host of a caller is busy, callers with another host take their turn.
    private async ValueTask<string?> RunAloneAsync(Func<ValueTask<string?>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task available;
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (ClientHostBusyException busy)
            {
                available = busy.Available;
            }
            finally
            {
                _gate.Release();
            }

            await available.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private string? GetCached() => _token is { Value: var cached } && time.GetUtcNow() < RefreshOn(cached) ? cached.Token : null;

    private string? GetUnexpired() => _token is { Value: var cached } && time.GetUtcNow() < cached.ExpiresOn ? cached.Token : null;

    private static DateTimeOffset RefreshOn(AccessToken token) =>
        token.RefreshOn ?? (token.ExpiresOn < DateTimeOffset.MinValue + Margin ? token.ExpiresOn : token.ExpiresOn - Margin);

    private async ValueTask<string> FetchAsync(TokenCredential source, string? claims, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            TokenRequestContext context = new([scope], claims: claims, isCaeEnabled: true);
            AccessToken token = await source.GetTokenAsync(context, cancellationToken).ConfigureAwait(false);
            (_source, _token, _failure) = (source, new CachedToken(token), null);
            return token.Token;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A token that has not expired can be used until the next attempt.
            if (_token is { Value: var cached } && now < cached.ExpiresOn)
            {
                return cached.Token;
            }

            if (exception is ClientHostBusyException)
            {
                throw;
            }

            _failure = CreateError(exception);
            throw _failure;
        }
        finally
        {
            Volatile.Write(ref _fetches, _fetches + 1);
        }
    }

    private QuantumServiceException CreateError(Exception exception)
    {
        string start = $"The {name} could not get a token for {scope.Replace("/.default", "", StringComparison.Ordinal)}:";
        return exception is CredentialChainException failed
            ? new QuantumServiceException(QuantumErrorKind.Authentication, $"{start}\n{failed.Message}\n{failed.Help}", failed.InnerException)
            {
                RecommendedAction = failed.Help,
            }
            : new QuantumServiceException(
                QuantumErrorKind.Authentication, $"{start} {MessageSanitizer.EnsurePeriod(CredentialChainErrors.Reason(exception))}", MessageSanitizer.Sanitize(exception));
    }

    /// <summary>A token. A class, because callers read the reference without the semaphore.</summary>
    private sealed record CachedToken(AccessToken Value);

    private sealed class CachedTokenSource(TokenCache cache) : ITokenSource
    {
        public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
        {
            await cache._gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return cache.GetCached()
                    ?? throw new QuantumServiceException(QuantumErrorKind.Authentication, "There is no valid token, and a request in the background does not sign in.");
            }
            finally
            {
                cache._gate.Release();
            }
        }

        public ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken) => default;
    }
}

/// <summary>
/// Creates a credential when it is first needed, and creates another credential after a token was rejected, because the old
/// credential can cache the rejected token until it expires.
/// </summary>
internal sealed class RenewableCredential(Func<TokenCredential> create) : IDisposable
{
    private readonly object _lock = new();
    private TokenCredential? _current;

    /// <summary>Returns the current credential.</summary>
    /// <param name="replaced">The credential to replace, unless another caller has already replaced it; null to replace none.</param>
    public TokenCredential Get(TokenCredential? replaced = null)
    {
        lock (_lock)
        {
            return _current is not null && _current != replaced ? _current : _current = create();
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
