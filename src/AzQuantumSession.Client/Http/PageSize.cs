namespace AzQuantumSession.Client.Http;

/// <summary>Chooses the number of items to request per page.</summary>
internal static class PageSize
{
    /// <summary>The maximum of the service.</summary>
    public const int Largest = 100;

    /// <summary>Returns the number of pages that contain a number of items.</summary>
    public static int CountPages(int items) => (items + Largest - 1) / Largest;

    /// <summary>Returns the limit if the client keeps all items of a page, or the maximum page size otherwise.</summary>
    public static string For(int? limit, bool hasClientSideFilter) =>
        (limit is { } known && !hasClientSideFilter ? Math.Clamp(known, 1, Largest) : Largest).ToString(CultureInfo.InvariantCulture);
}
