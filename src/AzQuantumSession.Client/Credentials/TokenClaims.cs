using System.Security;
using System.Text.Json;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>What a token says about itself, where it can be read. Nothing is trusted that depends on it: it makes errors clearer.</summary>
/// <param name="ExpiresOn">When it expires; null where it does not say.</param>
/// <param name="Audience">What it is meant for; null where it does not say.</param>
internal sealed record TokenClaims(DateTimeOffset? ExpiresOn, string? Audience)
{
    private static readonly TokenClaims Unknown = new(null, null);

    /// <summary>Reads a token.</summary>
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
