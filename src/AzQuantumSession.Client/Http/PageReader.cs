using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads a list page by page. A page is requested only when its first item is needed.</summary>
internal sealed class PageReader(ApiClient api, Uri endpoint)
{
    /// <summary>Requests the pages of a list.</summary>
    public async IAsyncEnumerable<ApiResponse<ListPage<T>>> ReadAsync<T>(
        Uri first, JsonTypeInfo<ListPage<T>> type, RequestDescription request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> visitedUris = [first.AbsoluteUri];
        for (Uri? next = first; next is not null;)
        {
            ApiResponse<ListPage<T>> response = await api.SendAsync(RequestMethod.Get, next, null, type, request, cancellationToken).ConfigureAwait(false);
            yield return response;
            next = GetNextPageUri(response, next, visitedUris, request);
        }
    }

    private Uri? GetNextPageUri<T>(ApiResponse<ListPage<T>> response, Uri current, HashSet<string> visitedUris, RequestDescription request)
    {
        if (string.IsNullOrWhiteSpace(response.Value.NextLink))
        {
            return null;
        }

        if (!Uri.TryCreate(current, response.Value.NextLink, out Uri? next))
        {
            throw api.Errors.InvalidResponse(response.Response, request, "its link to the next page is not a valid URI");
        }

        if (!UriOrigin.IsSame(next, endpoint))
        {
            throw api.Errors.UntrustedRedirect(response.Response, request, next);
        }

        return visitedUris.Add(next.AbsoluteUri)
            ? next
            : throw api.Errors.InvalidResponse(response.Response, request, "its link to the next page points to a page that was already read");
    }
}

/// <summary>Chooses the number of items to request per page.</summary>
internal static class PageSize
{
    // The maximum of the service.
    public const int Largest = 100;

    /// <summary>Returns the limit if the client keeps all items of a page, or the maximum page size otherwise.</summary>
    public static string For(int? limit, bool hasClientSideFilter) =>
        (limit is { } known && !hasClientSideFilter ? Math.Clamp(known, 1, Largest) : Largest).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A page of a list in the JSON of the service.</summary>
/// <param name="Value">The items.</param>
/// <param name="NextLink">The URI of the next page; null on the last page.</param>
internal sealed record ListPage<T>(List<T>? Value, string? NextLink);
