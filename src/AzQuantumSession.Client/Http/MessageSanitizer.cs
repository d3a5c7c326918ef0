using System.Net;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>Prepares text from outside the module for a message: one line, no control characters, no secrets.</summary>
internal static partial class MessageSanitizer
{
    private const int MaxLength = 1000;
    private const int MaxExcerptLength = 200;

    /// <summary>Returns the text on one line, without signatures, keys, and tokens.</summary>
    public static string Sanitize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string line = Whitespace().Replace(text, " ").Trim();
        line = UriQuery().Replace(line, "$1");
        line = Signature().Replace(line, "$1=...");
        return Truncate(line, MaxLength);
    }

    /// <summary>Returns a short excerpt of a response body that is not the service's JSON: the title of an HTML page, or the start of the text.</summary>
    public static string Summarize(string body)
    {
        Match title = Title().Match(body);
        bool markup = body.TrimStart().StartsWith('<');
        string text = title.Success ? title.Groups[1].Value : markup ? "" : body;
        return Truncate(Sanitize(WebUtility.HtmlDecode(Tag().Replace(text, " "))), MaxExcerptLength);
    }

    /// <summary>Returns the text with a period at the end if it has no punctuation mark there.</summary>
    public static string EnsurePeriod(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static string Truncate(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd() + "...";

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Whitespace();

    // Only URIs with a SAS lose their query, because the request log needs the other queries.
    [GeneratedRegex("(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*sig=[^\\s\"'<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UriQuery();

    [GeneratedRegex("\\b(sig|sharedaccesssignature|apikey|access_token|client_secret)=[^\\s&;\"'<>]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Signature();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
