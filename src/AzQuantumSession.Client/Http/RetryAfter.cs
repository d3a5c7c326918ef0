namespace AzQuantumSession.Client.Http;

/// <summary>Reads the Retry-After value of a response, in each form that the service uses.</summary>
internal static class RetryAfter
{
    private const long MaxNumber = 10L * 365 * 24 * 60 * 60 * 1000;

    // The forms of HTTP: the current form, and the two obsolete forms.
    private static readonly string[] DateFormats = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The longest delay that the client accepts.</summary>
    public static TimeSpan Maximum { get; } = TimeSpan.FromHours(1);

    /// <summary>Returns the requested delay, at most one hour, or null if the response requests none.</summary>
    public static TimeSpan? Read(Response? response, TimeProvider time) => ReadRequested(response, time) is { } wait
        ? Limit(wait)
        : null;

    /// <summary>Returns the part of a requested delay that the client accepts.</summary>
    public static TimeSpan Limit(TimeSpan requested) => requested > Maximum ? Maximum : requested;

    /// <summary>Returns the requested delay of any length, or null if the response requests none.</summary>
    public static TimeSpan? ReadRequested(Response? response, TimeProvider time)
    {
        TimeSpan? wait = Number(response, "retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "x-ms-retry-after-ms", TimeSpan.TicksPerMillisecond)
            ?? Number(response, "Retry-After", TimeSpan.TicksPerSecond)
            ?? Date(response, time);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? Number(Response? response, string header, long ticks) =>
        ulong.TryParse(Header(response, header), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? TimeSpan.FromTicks((long)Math.Min(number, MaxNumber) * ticks)
            : null;

    private static TimeSpan? Date(Response? response, TimeProvider time) =>
        DateTimeOffset.TryParseExact(
            Header(response, "Retry-After"),
            DateFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite,
            out DateTimeOffset date)
            ? date - time.GetUtcNow()
            : null;

    private static string? Header(Response? response, string name) =>
        response is not null && response.Headers.TryGetValue(name, out string? text) ? text : null;
}
