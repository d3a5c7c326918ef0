using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Changes the XML of storage at random places.</summary>
internal sealed partial class XmlMutator(Random random)
{
    private static readonly string[] Contents =
    [
        "", " ", "x", "-1", "9223372036854775808", "1e400", "NaN", "true", "not a date", "Fri, 09 Oct 2026 00:00:00 GMT", "0001-01-01T00:00:00Z",
        "&#x1b;[2J", "&#27;", "&#0;", "&#xd800;", "&a;", "&lt;b&gt;", "<![CDATA[]]>", "<![CDATA[\u001b]]>", "\u202e", "\u001b]0;owned\u0007", "../..", "a/../b",
        ".", "%2e%2e", "<Name>x</Name>", "<", "&", "]]>", "é", "not base64!", "AAAA", "0x8D\"",
    ];

    /// <summary>Returns the XML with one to three changes.</summary>
    public string Mutate(string xml)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            xml = Change(xml);
        }

        return xml;
    }

    private string Change(string xml) => random.Next(9) switch
    {
        0 or 1 or 2 => Replace(xml, Content(), _ => $">{Pick(Contents)}<"),
        3 => Replace(xml, Element(), element => string.Concat(Enumerable.Repeat(element, random.Next(0, 3)))),
        4 => Replace(xml, Element(), element => string.Concat(Enumerable.Repeat(element, random.Next(0, 2000)))),
        5 => Replace(xml, Tag(), _ => Pick(["", "<x>", "</x>", "<Blob/>", "<a b='c' b='d'>", "<a:b>", "<!-- -->", "<?x?>"])),
        6 => Replace(xml, Content(), _ => $">{new string(Pick("x é".ToCharArray()), random.Next(200_000))}<"),
        7 => Replace(xml, Content(), _ => $">{string.Concat(Enumerable.Repeat("<a>", random.Next(20_000)))}<"),
        _ => Pick([
            "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "<?xml version=\"1.1\"?>", "<?xml version=\"1.0\" encoding=\"none\"?>", " ",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        ]) + xml,
    };

    /// <summary>Replaces one of the matches.</summary>
    private string Replace(string xml, Regex pattern, Func<string, string> create)
    {
        MatchCollection matches = pattern.Matches(xml);
        if (matches.Count == 0)
        {
            return xml;
        }

        Match match = matches[random.Next(matches.Count)];
        return xml[..match.Index] + create(match.Value) + xml[(match.Index + match.Length)..];
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];

    [GeneratedRegex(">[^<]*<", RegexOptions.NonBacktracking)]
    private static partial Regex Content();

    [GeneratedRegex("<([A-Za-z-]+)>[^<]*</[A-Za-z-]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Element();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
