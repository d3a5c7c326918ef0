using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads lists page by page, ahead of the consumer.</summary>
internal sealed class PageReader(ApiClient api, Uri endpoint)
{
    /// <summary>Reads all pages of a list.</summary>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<T>>> ReadAsync<T>(
        Uri first, JsonTypeInfo<ListPage<T>> type, RequestDescription request, CancellationToken cancellationToken) =>
        ReadAsync(new PageList<T, T>(first, type, request, static (item, _) => item), PageQueue.MaxPages, cancellationToken);

    /// <summary>Reads the pages of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="pagesAhead">The maximum number of pages to request before they are needed.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async IAsyncEnumerable<ApiResponse<IReadOnlyList<TItem>>> ReadAsync<TDto, TItem>(
        PageList<TDto, TItem> list, int pagesAhead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageQueue<TDto, TItem> pages = new(api, endpoint, list, cancellationToken);
        await using ConfiguredAsyncDisposable closing = pages.ConfigureAwait(false);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            pages.RequestAhead(pagesAhead);
            yield return page;
        }
    }

    /// <summary>
    /// Reads the items of a list that match a query, each once. The next pages are requested while a page is consumed; after the first page,
    /// when half of its items are consumed.
    /// </summary>
    public async IAsyncEnumerable<TItem> ReadItemsAsync<TDto, TItem>(
        PageList<TDto, TItem> list, ItemQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : IWorkspaceItem
    {
        IdSet known = new();
        int count = 0;
        bool isFirst = true;
        PageQueue<TDto, TItem> pages = new(api, endpoint, list, cancellationToken);
        await using ConfiguredAsyncDisposable closing = pages.ConfigureAwait(false);
        while (await pages.ReadAsync().ConfigureAwait(false) is { } page)
        {
            List<TItem> items = new(page.Value.Count);
            foreach (TItem item in page.Value)
            {
                if (known.Add(item.Id) && query.Matches(item))
                {
                    items.Add(item);
                }
            }

            count += items.Count;

            // Select-Object -First 10 stops in the first page. A request that it cancels costs the connection, too.
            int start = isFirst ? items.Count / 2 : 0;
            isFirst = false;
            for (int i = 0; i < items.Count; i++)
            {
                if (i == start)
                {
                    pages.RequestAhead(query.GetPagesNeeded(count));
                }

                yield return items[i];
            }
        }
    }
}

/// <summary>A list of the service.</summary>
/// <param name="First">The URI of the first page.</param>
/// <param name="Type">The JSON metadata of a page.</param>
/// <param name="Request">The description of the requests.</param>
/// <param name="Map">Creates an item from its JSON, or throws if the JSON is not valid.</param>
internal sealed record PageList<TDto, TItem>(
    Uri First, JsonTypeInfo<ListPage<TDto>> Type, RequestDescription Request, Func<TDto, Response, TItem> Map);

/// <summary>A page of a list in the JSON of the service.</summary>
/// <param name="Value">The items. JSON without them is not a page: it would be an empty list otherwise.</param>
/// <param name="NextLink">The URI of the next page, which is a string in a valid response; null on the last page.</param>
internal sealed record ListPage<T>([property: JsonRequired] List<T?>? Value, object? NextLink);
