using System.Net;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>Prepares text from outside the module for a message: one line, no control characters, no secrets.</summary>
internal static partial class MessageSanitizer
{
    /// <summary>The number of characters that are examined. The rest of a text is ignored, because a message shows only its beginning.</summary>
    internal const int MaxInputLength = 4000;

    private const int MaxLength = 1000;
    private const int MaxExcerptLength = 200;

    /// <summary>Returns the beginning of the text on one line, without the secrets of the request, and without signatures, keys, and tokens.</summary>
    public static string Sanitize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string line = Begin(text);
        line = Whitespace().Replace(line, " ").Trim();
        line = UriQuery().Replace(line, "$1");
        line = Signature().Replace(line, "$1=...");
        line = Token().Replace(line, "...");
        return Truncate(line, MaxLength);
    }

    /// <summary>Returns an exception as the cause of an error, with sanitized messages.</summary>
    public static Exception? Sanitize(Exception? exception) => ErrorCause.From(exception, static message => Sanitize(message));

    /// <summary>Returns a short beginning of the text, for a part of a sentence.</summary>
    public static string Shorten(string? text) => Truncate(Sanitize(text), MaxExcerptLength);

    /// <summary>Returns a short excerpt of a response body that is not the service's JSON: the title of an HTML page, or the start of the text.</summary>
    public static string Summarize(string body)
    {
        body = Begin(body);
        Match title = Title().Match(body);
        bool markup = body.TrimStart().StartsWith('<');
        string text = title.Success ? title.Groups[1].Value : markup ? "" : body;
        return Shorten(WebUtility.HtmlDecode(Tag().Replace(text, " ")));
    }

    /// <summary>Returns the text with a period at the end if it has no punctuation mark there.</summary>
    public static string EnsurePeriod(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    // Returns the beginning of a text without secrets. The part of a secret before the cut can be too short to be recognized.
    private static string Begin(string text)
    {
        string beginning = RequestSecrets.RemoveFrom(Cut(text, MaxInputLength));
        return text.Length > MaxInputLength ? Cut(beginning, Math.Max(1, beginning.Length - SecretFilter.PartLength)) : beginning;
    }

    private static string Truncate(string text, int length) => text.Length <= length ? text : Cut(text, length).TrimEnd() + "...";

    // Half a surrogate pair is not a character.
    private static string Cut(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Whitespace();

    // Only URIs with a SAS lose their query, because the request log needs the other queries.
    [GeneratedRegex("(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*sig=[^\\s\"'<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UriQuery();

    [GeneratedRegex("\\b(sig|sharedaccesssignature|apikey|access_token|client_secret)=[^\\s&;\"'<>]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Signature();

    // A JSON web token: the header and the claims begin with {" in Base64.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
