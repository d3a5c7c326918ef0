using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The claims of a token, if it can be decoded. The claims are not verified, and only make error messages clearer.</summary>
/// <param name="ExpiresOn">The expiration time; null if it is unknown.</param>
/// <param name="Audience">The audience; null if it is unknown.</param>
internal sealed partial record TokenClaims(DateTimeOffset? ExpiresOn, string? Audience)
{
    private static readonly TokenClaims Unknown = new(null, null);

    /// <summary>Reads the claims of a token.</summary>
    public static TokenClaims Parse(SecureString token) => token.Read(Parse);

    /// <summary>
    /// Returns the claims that a 401 response requires, as JSON, or null if it requires none. The response requires claims with the
    /// header <c>WWW-Authenticate: Bearer error="insufficient_claims", claims="..."</c>.
    /// </summary>
    public static string? ReadChallenge(Response response)
    {
        IEnumerable<string> challenges = response.Headers.TryGetValues("WWW-Authenticate", out IEnumerable<string>? values) ? values : [];
        return challenges
            .Select(text => ChallengePattern().Match(text))
            .Where(match => match.Success)
            .Select(match => DecodeBase64(match.Groups[1].ValueSpan))
            .Select(bytes => bytes is null ? null : Encoding.UTF8.GetString(bytes).Trim())
            .FirstOrDefault(json => json is ['{', .., '}']);
    }

    /// <summary>Decodes base64 and base64url, with and without padding. Returns null if the string is not base64.</summary>
    internal static byte[]? DecodeBase64(ReadOnlySpan<char> text)
    {
        string plain = text.TrimEnd('=').ToString().Replace('-', '+').Replace('_', '/');
        string padded = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length / 4 * 3];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out int written) ? bytes[..written] : null;
    }

    private static TokenClaims Parse(ReadOnlySpan<char> token)
    {
        int first = token.IndexOf('.');
        int last = token.LastIndexOf('.');
        if (first == last || DecodeBase64(token[(first + 1)..last]) is not { } payload)
        {
            return Unknown;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new TokenClaims(ReadExpiry(root), ReadAudience(root)) : Unknown;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string with half a surrogate pair, or with bytes that are not UTF-8, is an InvalidOperationException.
            return Unknown;
        }
    }

    private static DateTimeOffset? ReadExpiry(JsonElement root) =>
        root.TryGetProperty("exp", out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? ReadAudience(JsonElement root) =>
        root.TryGetProperty("aud", out JsonElement value) && value.ValueKind == JsonValueKind.String ? MessageSanitizer.Sanitize(value.GetString()) : null;

    [GeneratedRegex("(?:^|,\\s*)Bearer\\s(?:[^\"]|\"[^\"]*\")*?\\bclaims\\s*=\\s*\"([^\"]+)\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ChallengePattern();
}
