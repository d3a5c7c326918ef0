using System.Globalization;
using System.Security;

namespace AzQuantumSession.Client.Credentials;

/// <summary>A token that the user specified. It cannot be replaced if it expires or is rejected.</summary>
internal sealed class StaticToken(SecureString token, TokenClaims claims, string advice, TimeProvider time) : ITokenSource
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => claims.ExpiresOn is { } end && end <= time.GetUtcNow()
        ? throw new QuantumServiceException(
            QuantumErrorKind.Authentication,
            string.Create(CultureInfo.InvariantCulture, $"The access token expired at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. {advice}"))
        {
            RecommendedAction = advice,
        }
        : new(SecureStringExtensions.ToPlainText(token));

    public ValueTask<string?> ReplaceAsync(string rejectedToken, string? claims, CancellationToken cancellationToken) => default;
}
