namespace AzQuantumSession.Client.Http;

/// <summary>Reads the Retry-After value of a response, in each form that the service uses.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Maximum = TimeSpan.FromHours(1);

    /// <summary>Returns the requested delay, at most one hour, or null if the response requests none.</summary>
    public static TimeSpan? Read(Response? response, TimeProvider time)
    {
        TimeSpan? wait = Number(response, "retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "x-ms-retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "Retry-After", TimeSpan.TicksPerSecond)
            ?? Date(response, time);
        return wait > Maximum ? Maximum : wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? Number(Response? response, string header, long ticks) =>
        int.TryParse(Header(response, header), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? TimeSpan.FromTicks(number * ticks)
            : null;

    private static TimeSpan? Date(Response? response, TimeProvider time) =>
        DateTimeOffset.TryParse(Header(response, "Retry-After"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date - time.GetUtcNow()
            : null;

    private static string? Header(Response? response, string name) =>
        response is not null && response.Headers.TryGetValue(name, out string? text) ? text : null;
}
