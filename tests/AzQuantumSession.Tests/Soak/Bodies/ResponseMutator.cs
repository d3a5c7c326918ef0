using System.IO.Compression;
using System.Text;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Makes a valid response hostile: its values, its encoding, its bytes, its headers, its status, or its end.</summary>
/// <param name="random">The random numbers.</param>
/// <param name="endpoint">The server, for links to itself.</param>
/// <param name="isBodyOnly">Whether only the content changes, so that the client waits for nothing.</param>
internal sealed class ResponseMutator(Random random, Uri endpoint, bool isBodyOnly)
{
    private static readonly string[] ContentTypes =
        ["text/html", "text/plain; charset=utf-16", "application/xml", "application/json; charset=iso-8859-1", "application/json; charset=none", "x", "", "application/octet-stream"];

    private static readonly string[] Statuses =
    [
        "200 OK", "201 Created", "202 Accepted", "204 No Content", "206 Partial Content", "226 ", "300 ", "301 Moved", "302 Found", "304 Not Modified", "307 ", "308 ",
        "400 Bad", "401 Unauthorized", "402 ", "403 Forbidden", "404 Not Found", "405 ", "408 ", "409 Conflict", "410 ", "411 ", "412 ", "413 ", "416 ", "418 ", "421 ",
        "425 ", "429 Too Many", "431 ", "451 ", "499 ", "500 ", "501 ", "502 Bad Gateway", "503 ", "504 ", "505 ", "507 ", "511 ", "520 ", "599 ", "600 ", "999 ",
    ];

    private static readonly string[] Locations = ["", "https://a\u00ad\u0080b/", "/", "//x", "http://[", "https://127.0.0.1:1/?sig=1", "file:///x", "?", "http://user:pass@127.0.0.1:1/", "\u00e9"];
    private static readonly string[] Delays = ["-1", "0", "1", "3600", "99999999999999999999", "1.5", "soon", "", "Fri, 09 Oct 9999 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "\u00e9"];

    private static readonly string[] Errors =
    [
        """{"error":{"code":"X","message":"m"}}""", """{"error":"text"}""", """{"error":null}""", """{"code":"X","details":[{"code":"Y"}]}""", "<html><title>Proxy\u001b[2J</title></html>",
        "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>Wrong\nsig=abcdefgh</Message></Error>", "plain \u001b text", "",
    ];

    private readonly JsonMutator _json = new(random, endpoint);
    private readonly XmlMutator _xml = new(random);

    public RawResponse Mutate(RawResponse valid) => random.Next(isBodyOnly ? 10 : 14) switch
    {
        < 6 => MutateContent(valid),
        6 => MutateBytes(MutateContent(valid)),
        7 => MutateBytes(valid),
        8 => Encode(valid),
        9 => valid with { ContentType = Pick(ContentTypes), Text = Pick(Errors), Status = Pick(Statuses) },
        10 => (Next(2) == 0 ? valid : MutateContent(valid)) with { Status = Pick(Statuses) },
        11 => AddHeaders(Next(2) == 0 ? valid : valid with { Status = Pick(Statuses) }),
        12 => AddHeaders(MutateContent(valid) with { ContentType = Pick(ContentTypes) }),

        // An endless response is large, and rare for that reason.
        _ => valid with { Framing = (BodyFraming)Next(Next(40) == 0 ? 8 : 6) is var framing && framing == BodyFraming.Length ? BodyFraming.NoResponse : framing },
    };

    private RawResponse MutateContent(RawResponse response)
    {
        string text = response.Text;
        return response with
        {
            Text = text.StartsWith('<') ? _xml.Mutate(text)
                : text.StartsWith('{') || text.StartsWith('[') ? _json.Mutate(text)
                : text.Length == 0 ? _json.CreateValue()
                : text,
        };
    }

    private RawResponse MutateBytes(RawResponse response)
    {
        List<byte> bytes = [.. response.Body];
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            int position = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(position, bytes.Count - position);
                    break;
                case 1:
                    bytes.InsertRange(position, Pick<byte[]>([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe9], [0xf4, 0x90, 0x80, 0x80], [0], [0x1b], [0xef, 0xbb, 0xbf]]));
                    break;
                case 2:
                    bytes.AddRange(Pick<byte[]>([[0], [.. "}"u8], [.. "{}"u8], [.. "\n\n"u8], [.. "<html>"u8], [.. "\0\0\0\0"u8]]));
                    break;
                case 3:
                    bytes.RemoveRange(position, Math.Min(random.Next(20), bytes.Count - position));
                    break;
                case 4 when bytes.Count > 0:
                    // Letters and digits stay what they are: a changed host would be looked up.
                    int index = Math.Min(position, bytes.Count - 1);
                    bytes[index] = char.IsAsciiLetterOrDigit((char)bytes[index]) || bytes[index] is (byte)'.' ? bytes[index] : (byte)random.Next(256);
                    break;
                default:
                    int length = Math.Min(random.Next(200), bytes.Count - position);
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(position, length));
                    break;
            }
        }

        return response with { Body = [.. bytes] };
    }

    private RawResponse Encode(RawResponse response)
    {
        string text = response.Text;
        byte[] body = random.Next(7) switch
        {
            0 => [.. Encoding.UTF8.Preamble, .. response.Body],
            1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            2 => Encoding.Unicode.GetBytes(text),
            3 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            4 => Encoding.UTF32.GetBytes(text),
            5 => Encoding.Latin1.GetBytes(text.Replace("e", "\u00e9", StringComparison.Ordinal)),
            _ => Compress(response.Body),
        };
        if (random.Next(3) == 0)
        {
            response = response.With("Content-Encoding", Pick(["gzip", "GZIP", "deflate", "br", "identity", "x", "gzip, gzip"]));
            body = random.Next(3) switch
            {
                0 => Compress(response.Body),
                1 => Compress(new byte[random.Next(4 * 1024 * 1024)]),
                _ => Compress(response.Body)[..^random.Next(1, 8)],
            };
        }

        return response with { Body = body };
    }

    private RawResponse AddHeaders(RawResponse response)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            (string Name, string Value) header = random.Next(13) switch
            {
                0 => ("Retry-After", Pick(Delays)),
                1 => ("retry-after-ms", Pick(Delays)),
                2 => ("Location", Pick(Locations)),
                3 => ("x-ms-request-id", Pick(["", " ", "\u001b]0;owned\u0007", "\u0085\u009b2J", new string('x', 20_000), "a\tb", "é"])),
                4 => ("x-ms-error-code", Pick(["", "BlobNotFound", "ConditionNotMet", "\u001b[2J", new string('x', 5000)])),
                5 => ("ETag", Pick(["", "x", "\"1\"", "W/\"1\"", "*", "\u001b"])),
                6 => ("Last-Modified", Pick(["", "x", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"])),
                7 => ("Content-MD5", Pick(["", "x", "AAAA", "1B2M2Y8AsgTpgAmY7PhCfg=="])),
                8 => ("Content-Range", Pick(["", "bytes 0-1/2", "bytes */*", "bytes 9-1/99999999999999999999"])),
                9 => ("Content-Encoding", Pick(["", "gzip", "x"])),
                10 => ("Date", Pick(["", "x", "Mon, 01 Jan 0001 00:00:00 GMT"])),
                11 => ("x-ms-blob-content-md5", Pick(["x", "AAAA"])),
                _ => ("x-ms-meta-" + Pick(["a", "\u001b", "a b", "é"]), new string('x', random.Next(2000))),
            };
            response = response.With(header.Name, header.Value);
        }

        return response;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private int Next(int max) => random.Next(max);

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
