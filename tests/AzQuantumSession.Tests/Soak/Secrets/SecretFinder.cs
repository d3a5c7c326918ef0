using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Soak.Secrets;

/// <summary>
/// Finds secrets in texts: also a part of 12 characters, and encoded in Base64, for URIs, for JSON, or for XML. Any signature of a URI is a
/// secret.
/// </summary>
internal sealed partial class SecretFinder
{
    private const int PartLength = 12;

    private readonly HashSet<string> _parts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SecretFinder(params string[] secrets)
    {
        _parts = secrets.SelectMany(GetForms)
            .SelectMany(form => Enumerable.Range(0, Math.Max(0, form.Length - PartLength + 1)).Select(start => form.Substring(start, PartLength)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _lookup = _parts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns a part of the text that belongs to a secret, with the text around it, or null if there is none.</summary>
    public string? Find(string text)
    {
        for (int i = 0; i + PartLength <= text.Length; i++)
        {
            if (_lookup.Contains(text.AsSpan(i, PartLength)))
            {
                return Excerpt(text, i);
            }
        }

        return Signature().Match(text) is { Success: true } match ? Excerpt(text, match.Index) : null;
    }

    private static string Excerpt(string text, int index) => text[Math.Max(0, index - 150)..Math.Min(text.Length, index + 150)];

    private static IEnumerable<string> GetForms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonSerializer.Serialize(secret)[1..^1];
        foreach (byte[] bytes in new[] { Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret) })
        {
            yield return Convert.ToHexString(bytes);

            // The characters of Base64 depend on the position in the encoded text.
            for (int before = 0; before < 3; before++)
            {
                string encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
                yield return encoded[(before == 0 ? 0 : 4)..(encoded.Length - 4)];
            }
        }
    }

    // The placeholder of a signature is not a secret.
    [GeneratedRegex(@"sig(=|%3D|\\u003d)(?!\.\.\.)[^\s""'&<>\\;]{6,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();
}
