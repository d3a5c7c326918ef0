using System.Globalization;
using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads when the service wants to be asked again, in each of the forms it may say so.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The time that the answer asks to wait, at most an hour; null where it asks for none.</summary>
    public static TimeSpan? Read(Response? response, TimeProvider time)
    {
        if (response is null)
        {
            return null;
        }

        TimeSpan? wait = Number(response, "retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "x-ms-retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "Retry-After", TimeSpan.TicksPerSecond)
            ?? Date(response, time);
        return wait > Longest ? Longest : wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? Number(Response response, string header, long ticks) =>
        response.Headers.TryGetValue(header, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? TimeSpan.FromTicks(number * ticks)
            : null;

    private static TimeSpan? Date(Response response, TimeProvider time) =>
        response.Headers.TryGetValue("Retry-After", out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date - time.GetUtcNow()
            : null;
}
