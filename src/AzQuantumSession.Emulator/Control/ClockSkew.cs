using System.Text;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Control;

/// <summary>
/// Sends a response as a server whose clock is wrong. The signatures of URIs keep their times, because they would not be valid otherwise.
/// </summary>
internal static partial class ClockSkew
{
    public static async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> content, TimeSpan skew)
    {
        response.Headers.Date = (DateTimeOffset.UtcNow + skew).ToString("R", CultureInfo.InvariantCulture);
        if (response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true)
        {
            content = Encoding.UTF8.GetBytes(TimeValue().Replace(Encoding.UTF8.GetString(content.Span), match => Shift(match, skew)));
            response.ContentLength = content.Length;
        }

        await response.Body.WriteAsync(content, response.HttpContext.RequestAborted);
    }

    private static string Shift(Match match, TimeSpan skew)
    {
        DateTime time = DateTime.Parse(match.Groups["time"].ValueSpan, CultureInfo.InvariantCulture) + skew;
        return $"\"{time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)}{match.Groups["offset"].ValueSpan}\"";
    }

    [GeneratedRegex("""
        "(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+)(?<offset>Z|\+00:00)"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex TimeValue();
}
