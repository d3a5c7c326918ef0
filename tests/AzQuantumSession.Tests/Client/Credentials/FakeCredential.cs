using Azure.Core;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>A credential that returns numbered tokens and records the requests for tokens.</summary>
internal sealed class FakeCredential(FakeCredential.Log log) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref log.Count);
        lock (log.Scopes)
        {
            log.Scopes.Add(Assert.Single(requestContext.Scopes));
            log.Claims.Add(requestContext.Claims);
            Assert.True(requestContext.IsCaeEnabled);
        }

        log.SetRequested();
        return await log.Get(number, cancellationToken);
    }

    /// <summary>The requests to all credentials that <see cref="Create"/> has created.</summary>
    public sealed class Log
    {
        private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The number of requested tokens.</summary>
        public int Count;

        /// <summary>The number of created credentials.</summary>
        public int Created;

        public List<string> Scopes { get; } = [];

        public List<string?> Claims { get; } = [];

        /// <summary>Returns the token with the given number, starting at 1.</summary>
        public Func<int, CancellationToken, Task<AccessToken>> Get { get; set; } =
            (number, _) => Task.FromResult(new AccessToken($"token-{number}", DateTimeOffset.MaxValue));

        /// <summary>Completes when the first token is requested.</summary>
        public Task Requested => _requested.Task;

        public TokenCredential Create()
        {
            Interlocked.Increment(ref Created);
            return new FakeCredential(this);
        }

        internal void SetRequested() => _requested.TrySetResult();
    }
}
