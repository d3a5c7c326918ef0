using System.Globalization;

namespace AzQuantumSession.Emulator.Time;

/// <summary>Formats times. The service uses two formats, so the emulator uses both.</summary>
internal static class Timestamps
{
    public static string? WithZ(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    public static string? WithOffset(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'+00:00'", CultureInfo.InvariantCulture);
}
