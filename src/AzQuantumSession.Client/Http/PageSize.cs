using System.Globalization;

namespace AzQuantumSession.Client.Http;

/// <summary>How many items to ask for in one page.</summary>
internal static class PageSize
{
    /// <summary>The service's largest page.</summary>
    public const int Largest = 100;

    /// <summary>As many as will be read, where the client drops none of them; else the largest page.</summary>
    public static string For(int? limit, bool clientDropsSome) =>
        (limit is { } known && !clientDropsSome ? Math.Clamp(known, 1, Largest) : Largest).ToString(CultureInfo.InvariantCulture);
}
