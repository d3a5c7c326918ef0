using System.Text;
using System.Text.RegularExpressions;
using Azure;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Reads the claims challenge of a 401 response: <c>WWW-Authenticate: Bearer error="insufficient_claims", claims="..."</c>.</summary>
internal static partial class ClaimsChallenge
{
    /// <summary>Returns the required claims as JSON, or null if the response requires none.</summary>
    public static string? Read(Response response)
    {
        if (!response.Headers.TryGetValues("WWW-Authenticate", out IEnumerable<string>? challenges))
        {
            return null;
        }

        return challenges
            .Select(text => Claims().Match(text))
            .Where(match => match.Success)
            .Select(match => Base64Text.Decode(match.Groups[1].ValueSpan))
            .Select(bytes => bytes is null ? null : Encoding.UTF8.GetString(bytes).Trim())
            .FirstOrDefault(json => json is ['{', .., '}']);
    }

    [GeneratedRegex("(?:^|,\\s*)Bearer\\s(?:[^\"]|\"[^\"]*\")*?\\bclaims\\s*=\\s*\"([^\"]+)\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Claims();
}
