using System.Security;
using System.Text.Json;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The claims of a token, if it can be decoded. The claims are not verified, and only make error messages clearer.</summary>
/// <param name="ExpiresOn">The expiration time; null if it is unknown.</param>
/// <param name="Audience">The audience; null if it is unknown.</param>
internal sealed record TokenClaims(DateTimeOffset? ExpiresOn, string? Audience)
{
    private static readonly TokenClaims Unknown = new(null, null);

    /// <summary>Reads the claims of a token.</summary>
    public static TokenClaims Parse(SecureString token) => SecureStringExtensions.Read(token, Read);

    private static TokenClaims Read(ReadOnlySpan<char> token)
    {
        int first = token.IndexOf('.');
        int last = token.LastIndexOf('.');
        if (first < 0 || first == last || Base64Text.Decode(token[(first + 1)..last]) is not { } payload)
        {
            return Unknown;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new TokenClaims(Expiry(root), ReadAudience(root)) : Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private static DateTimeOffset? Expiry(JsonElement root) =>
        root.TryGetProperty("exp", out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? ReadAudience(JsonElement root) =>
        root.TryGetProperty("aud", out JsonElement value) && value.ValueKind == JsonValueKind.String ? MessageSanitizer.Sanitize(value.GetString()) : null;
}
