using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Soak.Fuzzing;

/// <summary>A text on one line of a file: a backslash is <c>\\</c>, and a character that is not printable ASCII is <c>\u</c> and four digits.</summary>
internal static partial class CorpusText
{
    public static string Encode(string text)
    {
        StringBuilder line = new();
        foreach (char c in text)
        {
            line.Append(c switch
            {
                '\\' => @"\\",
                >= ' ' and <= '~' => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            });
        }

        return line.ToString();
    }

    public static string Decode(string line) => Escape().Replace(line, match => match.Value == @"\\"
        ? @"\"
        : ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\\\|\\u([0-9a-f]{4})", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
