using System.Buffers.Binary;
using System.Text;

namespace AzQuantumSession.Client.Http;

/// <summary>
/// Removes secrets from texts: also a part of 12 characters, because a service can repeat a secret in a URI, which then is resolved, split, and
/// normalized; in any case; and with any of its characters escaped as in a URI (<c>%2F</c>) or in JSON (<c>\u002F</c>).
/// </summary>
internal sealed class SecretFilter
{
    /// <summary>A shorter text is not a secret, and can occur in any message.</summary>
    public const int MinLength = 8;

    /// <summary>The number of bytes from which on a part of a secret is removed.</summary>
    public const int PartLength = 12;

    private const string Placeholder = "...";

    private readonly List<Secret> _secrets = [];

    // The positions in the secrets, by the bytes that begin there.
    private readonly Dictionary<ulong, List<(Secret Secret, int Position)>> _index = [];

    /// <summary>Creates a filter.</summary>
    /// <param name="secrets">The secrets. Shorter ones than <see cref="MinLength"/> are ignored.</param>
    public SecretFilter(IEnumerable<string> secrets)
    {
        foreach (string text in secrets.Where(text => text.Length >= MinLength).Distinct(StringComparer.Ordinal))
        {
            // The name of a host cannot contain the padding of a key.
            int length = text.TrimEnd('=').Length;
            Secret secret = new(Decode(text).Bytes, length < MinLength ? text.Length : Math.Min(length, PartLength));
            _secrets.Add(secret);
            for (int i = 0; i + MinLength <= secret.Bytes.Length; i++)
            {
                ulong key = ReadKey(secret.Bytes, i);
                if (!_index.TryGetValue(key, out List<(Secret Secret, int Position)>? positions))
                {
                    _index.Add(key, positions = []);
                }

                positions.Add((secret, i));
            }
        }
    }

    /// <summary>Returns the text with <c>...</c> instead of secrets and their parts.</summary>
    public string Remove(string text)
    {
        if (_secrets.Count == 0 || text.Length < MinLength)
        {
            return text;
        }

        (byte[] bytes, int[] starts) = Decode(text);
        StringBuilder? kept = null;
        int end = 0;
        for (int i = 0; i + MinLength <= bytes.Length;)
        {
            int length = Match(bytes, i);
            if (length == 0)
            {
                i++;
                continue;
            }

            // Parts without anything between them are one.
            kept ??= new StringBuilder(text.Length);
            if (kept.Length == 0 || starts[i] > end)
            {
                kept.Append(text, end, starts[i] - end).Append(Placeholder);
            }

            i += length;
            end = starts[i];
        }

        return kept?.Append(text, end, text.Length - end).ToString() ?? text;
    }

    // The number of bytes at the position that are a part of a secret.
    private int Match(byte[] text, int position)
    {
        int longest = 0;
        if (_index.TryGetValue(ReadKey(text, position), out List<(Secret Secret, int Position)>? candidates))
        {
            foreach ((Secret secret, int start) in candidates)
            {
                int length = text.AsSpan(position).CommonPrefixLength(secret.Bytes.AsSpan(start));
                longest = length >= secret.MinPart ? Math.Max(longest, length) : longest;
            }
        }

        return longest;
    }

    private static ulong ReadKey(byte[] bytes, int position) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(position));

    // Returns the UTF-8 of a text in lower case, without its escapes, and the index in the text of each byte, with the end of the text.
    private static (byte[] Bytes, int[] Starts) Decode(string text)
    {
        List<byte> bytes = new(text.Length);
        List<int> starts = new(text.Length + 1);
        Span<byte> buffer = stackalloc byte[4];
        for (int i = 0; i < text.Length;)
        {
            (int count, int length) = ReadCharacter(text, i, buffer);
            for (int b = 0; b < count; b++)
            {
                bytes.Add(buffer[b] is >= (byte)'A' and <= (byte)'Z' ? (byte)(buffer[b] | 0x20) : buffer[b]);
                starts.Add(i);
            }

            i += length;
        }

        starts.Add(text.Length);
        return ([.. bytes], [.. starts]);
    }

    // Returns the number of bytes of a character, and of its characters in the text.
    private static (int Bytes, int Length) ReadCharacter(string text, int start, Span<byte> bytes)
    {
        if (text[start] == '%')
        {
            // An escaped URI can be part of another URI: %252F.
            int digits = start + 1;
            while (string.CompareOrdinal(text, digits, "25", 0, 2) == 0 && ReadHex(text, digits + 2, 2) is not null)
            {
                digits += 2;
            }

            if (ReadHex(text, digits, 2) is { } value)
            {
                bytes[0] = (byte)value;
                return (1, digits + 2 - start);
            }
        }

        if (text[start] == '\\' && start + 1 < text.Length)
        {
            if (text[start + 1] == '/')
            {
                bytes[0] = (byte)'/';
                return (1, 2);
            }

            if (text[start + 1] == 'u' && ReadHex(text, start + 2, 4) is { } unit && Rune.TryCreate((char)unit, out Rune escaped))
            {
                return (escaped.EncodeToUtf8(bytes), 6);
            }
        }

        Rune.DecodeFromUtf16(text.AsSpan(start), out Rune rune, out int length);
        return (rune.EncodeToUtf8(bytes), length);
    }

    private static int? ReadHex(string text, int start, int length) =>
        start + length <= text.Length && int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? value
            : null;

    private sealed record Secret(byte[] Bytes, int MinPart);
}
