using Azure.Core;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>A credential whose tokens are numbered over all of its kind, and that remembers what it was asked.</summary>
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

        return await log.Get(number, cancellationToken);
    }

    public sealed class Log
    {
        public int Count;

        public int Created;

        public List<string> Scopes { get; } = [];

        public List<string?> Claims { get; } = [];

        public Func<int, CancellationToken, Task<AccessToken>> Get { get; set; } =
            (number, _) => Task.FromResult(new AccessToken($"token-{number}", DateTimeOffset.MaxValue));

        public TokenCredential Create()
        {
            Interlocked.Increment(ref Created);
            return new FakeCredential(this);
        }
    }
}
