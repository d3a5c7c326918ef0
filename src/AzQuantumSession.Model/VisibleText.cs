using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AzQuantumSession;

/// <summary>
/// Replaces control characters in shown texts, so that a name or a message of the service cannot change the terminal. C0 controls become
/// their pictures (<c>␛</c>). C1 controls and the controls of bidirectional text become U+FFFD.
/// </summary>
internal static class VisibleText
{
    /// <summary>The maximum length of a message. A name or id in it can have any length.</summary>
    public const int MaxMessageLength = 5000;

    /// <summary>The maximum length of a message on one line.</summary>
    public const int MaxMessageLineLength = 1000;

    private const string Ellipsis = "...";
    private const char Delete = '\u007f';
    private const char DeletePicture = '\u2421';
    private const char FirstPicture = '\u2400';

    private static readonly char[] Controls =
    [
        .. Enumerable.Range(0, ' ').Append(Delete).Concat(Enumerable.Range(0x80, 0x20)).Select(code => (char)code),
        '\u061c', '\u200e', '\u200f', '\u2028', '\u2029',
        .. Enumerable.Range(0x202a, 5).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code),
    ];

    private static readonly SearchValues<char> InLine = SearchValues.Create(Controls);

    private static readonly SearchValues<char> InLines = SearchValues.Create([.. Controls.Except(['\n', '\t'])]);

    /// <summary>Returns a value that is shown on one line, such as a name.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Line(string? text) => Replace(text, InLine);

    /// <summary>Returns a text that can have several lines, such as a message.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Lines(string? text) => Replace(text?.Replace("\r\n", "\n", StringComparison.Ordinal), InLines);

    /// <summary>Returns the beginning of a message, which can have several lines.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Message(string? text) => Lines(Truncate(text, MaxMessageLength));

    /// <summary>Returns the beginning of a message on one line, such as the text of a prompt or of a progress bar.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? MessageLine(string? text) => Line(Truncate(text, MaxMessageLineLength));

    private static string? Truncate(string? text, int maxLength)
    {
        if (text is null || text.Length <= maxLength)
        {
            return text;
        }

        // Half a surrogate pair is not a character.
        int length = maxLength - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), Ellipsis);
    }

    private static string? Replace(string? text, SearchValues<char> controls) => text.AsSpan().ContainsAny(controls)
        ? string.Create(text!.Length, (text, controls), static (shown, state) =>
        {
            state.text.CopyTo(shown);
            for (int index; (index = shown.IndexOfAny(state.controls)) >= 0;)
            {
                shown[index] = GetPicture(shown[index]);
                shown = shown[(index + 1)..];
            }
        })
        : text;

    private static char GetPicture(char control) => control switch
    {
        < ' ' => (char)(FirstPicture + control),
        Delete => DeletePicture,
        _ => '\ufffd',
    };
}
