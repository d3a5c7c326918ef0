using System.Text;

namespace AzQuantumSession.Tests.Soak.Fuzzing;

/// <summary>Creates texts from those of a corpus: with changed characters, with parts of another text, or repeated to a large text.</summary>
internal sealed class TextMutator(Random random, IReadOnlyList<string> corpus)
{
    private const int MaxLength = 1_000_000;

    // Texts this long are rare: they take most of the time.
    private const int LargeText = 300;

    private static readonly string[] Parts =
    [
        "\0", "\u001b[2J", "\u0085", "\u00a0", "\u200b", "\u202e", "\u2028", "\ufeff", "\uffff", "\ud800", "\udc00", "\ud83d\ude00", "\u0130", "\u00e9", "\r\n", "\t", " ",
        "'", "''", "\"", "\\", "`", "[", "]", "*", "?", "(", ")", "{", "}", "<", ">", "&", ";", "=", "%", "%00", "/", "..", ":", ",", ".", "-", "+",
        "0", "9", "-1", "1e400", "NaN", "2147483648", "9223372036854775808", "18446744073709551616", "null", "true", "\\ud800", "\\u0000", "\\u001b", "and", "or", "eq",
    ];

    public string Create()
    {
        string text = Pick();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            text = Change(text);
        }

        return random.Next(LargeText) == 0 ? Repeat(text) : text;
    }

    private string Change(string text)
    {
        int start = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 12), text.Length - start);
        string before = text[..start];
        string after = text[(start + length)..];
        return random.Next(9) switch
        {
            0 => before + after,
            1 => before + Parts[random.Next(Parts.Length)] + text[start..],
            2 => before + Parts[random.Next(Parts.Length)] + after,
            3 => before + (char)random.Next(random.Next(2) == 0 ? 128 : 65536) + after,
            4 => text[..(start + length)] + text[start..],
            5 => before,
            6 => before + Cut(Pick()) + after,
            7 => before + text.Substring(start, length).ToUpperInvariant() + after,
            _ => text[start..] + before,
        };
    }

    private string Repeat(string text)
    {
        string part = random.Next(2) == 0 ? Parts[random.Next(Parts.Length)] : Cut(text);
        int count = random.Next(1, MaxLength) / Math.Max(1, part.Length);
        int start = random.Next(text.Length + 1);
        return new StringBuilder(text).Insert(start, part, count).ToString();
    }

    private string Cut(string text)
    {
        int start = random.Next(text.Length + 1);
        return text.Substring(start, random.Next(text.Length - start + 1));
    }

    private string Pick() => corpus[random.Next(corpus.Count)];
}
