using System.Globalization;
using System.Text;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>The bytes of a response.</summary>
internal sealed record RawResponse
{
    private const int EndlessPart = 64 * 1024;

    // More than the client may keep in memory.
    private const int EndlessParts = 2 * 1024;

    public string Status { get; init; } = "200 OK";

    public string ContentType { get; init; } = "application/json";

    /// <summary>The other headers. A character is a byte.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public BodyFraming Framing { get; init; } = BodyFraming.Length;

    public string Text
    {
        get => Encoding.UTF8.GetString(Body);
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    public RawResponse With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public byte[] CreateHead()
    {
        StringBuilder head = new($"HTTP/1.1 {Status}\r\n");
        foreach ((string name, string value) in Headers.Append(("Content-Type", ContentType)))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        string? length = Framing switch
        {
            BodyFraming.Length => $"Content-Length: {Body.Length}",
            BodyFraming.TooShort => $"Content-Length: {Body.Length + 1000}",
            BodyFraming.TooLong => $"Content-Length: {Body.Length / 2}",
            BodyFraming.Chunks or BodyFraming.BrokenChunk or BodyFraming.Endless => "Transfer-Encoding: chunked",
            _ => "Connection: close",
        };
        return Encoding.Latin1.GetBytes(head.Append(length).Append("\r\n\r\n").ToString());
    }

    public IEnumerable<ReadOnlyMemory<byte>> CreateBody()
    {
        if (Framing is not (BodyFraming.Chunks or BodyFraming.BrokenChunk or BodyFraming.Endless))
        {
            yield return Body;
            yield break;
        }

        if (Body.Length > 0)
        {
            yield return Encoding.ASCII.GetBytes(Body.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            yield return Body;
            yield return "\r\n"u8.ToArray();
        }

        if (Framing == BodyFraming.Endless)
        {
            byte[] part = [.. "10000\r\n"u8, .. Enumerable.Repeat((byte)' ', EndlessPart), .. "\r\n"u8];
            for (int i = 0; i < EndlessParts; i++)
            {
                yield return part;
            }
        }

        yield return Framing == BodyFraming.BrokenChunk ? "zz\r\n"u8.ToArray() : "0\r\n\r\n"u8.ToArray();
    }
}

/// <summary>How a response marks the end of its body.</summary>
internal enum BodyFraming
{
    Length,
    Chunks,

    /// <summary>The body ends with the connection.</summary>
    UntilClose,

    /// <summary>The body is shorter than its length.</summary>
    TooShort,

    /// <summary>The body is longer than its length.</summary>
    TooLong,
    BrokenChunk,

    /// <summary>Spaces follow the body until the client closes the connection.</summary>
    Endless,

    /// <summary>The connection ends without a response.</summary>
    NoResponse,
}
