using System.Net;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>Makes what others wrote fit for a message: one line, no control characters, nothing that grants access.</summary>
internal static partial class MessageSanitizer
{
    private const int MaxLength = 1000;
    private const int LongestExcerpt = 200;

    /// <summary>The text on one line, with the queries of addresses taken out.</summary>
    public static string Sanitize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string line = Whitespace().Replace(text, " ").Trim();
        line = AddressQuery().Replace(line, "$1");
        line = Signature().Replace(line, "$1=...");
        return Truncate(line, MaxLength);
    }

    /// <summary>A short plain excerpt of a body that is not the service's: the title of a page, or the first words.</summary>
    public static string Summarize(string body)
    {
        Match title = Title().Match(body);
        bool markup = body.TrimStart().StartsWith('<');
        string text = title.Success ? title.Groups[1].Value : markup ? "" : body;
        return Truncate(Sanitize(WebUtility.HtmlDecode(Tag().Replace(text, " "))), LongestExcerpt);
    }

    /// <summary>A sentence's end, where there is none.</summary>
    public static string EnsurePeriod(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static string Truncate(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd() + "...";

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Whitespace();

    // The log's own line keeps its query: only addresses with the signature of a SAS lose theirs.
    [GeneratedRegex("(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*sig=[^\\s\"'<>]*", RegexOptions.IgnoreCase)]
    private static partial Regex AddressQuery();

    [GeneratedRegex("\\b(sig|sharedaccesssignature|apikey|access_token|client_secret)=[^\\s&;\"'<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex Signature();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
