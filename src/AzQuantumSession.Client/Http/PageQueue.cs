namespace AzQuantumSession.Client.Http;

/// <summary>
/// Requests the pages of a list, and returns them in order. A page that is requested ahead fails when it is read, and not before.
/// Disposing the queue cancels the requests that are on their way, and waits for them.
/// </summary>
/// <param name="api">Sends the requests.</param>
/// <param name="endpoint">The endpoint. A link to another origin is an error.</param>
/// <param name="list">The list.</param>
/// <param name="cancellationToken">Cancels the requests.</param>
internal sealed class PageQueue<TDto, TItem>(ApiClient api, Uri endpoint, PageList<TDto, TItem> list, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly Queue<PageRequest> _pages = new();
    private readonly HashSet<string> _visitedUris = [GetKey(list.First)];
    private readonly SkipWarning _skipWarning = new(list.Request);
    private CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private Uri? _next = list.First;
    private SkipLink? _link;
    private QuantumServiceException? _linkError;
    private int _readCount;
    private bool _isPredictable = true;

    /// <summary>Returns the next page, or null after the last page.</summary>
    public async Task<ApiResponse<IReadOnlyList<TItem>>?> ReadAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_linkError is not null)
        {
            throw _linkError;
        }

        if (_next is not { } uri)
        {
            return null;
        }

        if (_pages.Count == 0)
        {
            Request(uri);
        }

        Page page = (await _pages.Dequeue().Response.ConfigureAwait(false)).Value;
        _readCount++;
        SetNext(uri, page);
        if (_pages.TryPeek(out PageRequest? ahead) && (_next is null || GetKey(ahead.Uri) != GetKey(_next)))
        {
            // The page is beyond the end of the list, or the service links to another page.
            _isPredictable = false;
            await DiscardAsync().ConfigureAwait(false);
        }

        return new ApiResponse<IReadOnlyList<TItem>>(page.Items, page.Response);
    }

    /// <summary>
    /// Requests the next pages: as many as are read, up to <see cref="PageQueue.MaxPages"/>, if their URIs are known, or else one page.
    /// </summary>
    /// <param name="count">The maximum number of pages.</param>
    public void RequestAhead(int count)
    {
        // Each page that links to the next page makes more pages likely. A list of two pages costs no request beyond its end.
        count = Math.Min(count, Math.Min(_readCount, PageQueue.MaxPages));
        if (_next is not null && _pages.Count == 0 && count > 0)
        {
            Request(_next);
        }

        if (_isPredictable && _link is { } link)
        {
            while (_pages.Count < count && _pages.All(static page => MayHaveNext(page.Response)))
            {
                Request(link.GetUri(_pages.Count));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DiscardAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static bool MayHaveNext(Task<ApiResponse<Page>> response) =>
        !response.IsCompleted || (response.IsCompletedSuccessfully && HasNext(response.Result.Value));

    // A link of another type than a string is a link, and invalid.
    private static bool HasNext(Page page) => page.NextLink is string text ? !string.IsNullOrWhiteSpace(text) : page.NextLink is not null;

    // A fragment is not sent.
    private static string GetKey(Uri uri) => uri.GetLeftPart(UriPartial.Query);

    private void Request(Uri uri) => _pages.Enqueue(
        new PageRequest(uri, api.SendAsync(RequestMethod.Get, uri, null, list.Type, CreatePage, list.Request, _stop.Token)));

    private Page CreatePage(ListPage<TDto> page, Response response)
    {
        List<TItem> items = new(page.Value?.Count ?? 0);
        foreach (TDto? item in page.Value ?? [])
        {
            if (item is not null)
            {
                items.Add(list.Map(item, response));
            }
        }

        if (items.Count < page.Value?.Count)
        {
            _skipWarning.Write("an item that is null", response);
        }

        return new Page(items, page.NextLink, response);
    }

    // An invalid link is reported after the items of its page.
    private void SetNext(Uri current, Page page)
    {
        _next = null;
        _link = null;
        if (!HasNext(page))
        {
            return;
        }

        if (page.NextLink is not string link || !Uri.TryCreate(current, link, out Uri? next))
        {
            _linkError = api.Errors.InvalidResponse(page.Response, list.Request, "its link to the next page is not a valid URI");
        }
        else if (!UriOrigin.IsSame(next, endpoint))
        {
            _linkError = api.Errors.UntrustedRedirect(page.Response, list.Request, next);
        }
        else if (!_visitedUris.Add(GetKey(next)))
        {
            _linkError = api.Errors.InvalidResponse(page.Response, list.Request, "its link to the next page points to a page that was already read");
        }
        else
        {
            _next = next;
            _link = SkipLink.TryCreate(current, next);
        }
    }

    private async ValueTask DiscardAsync()
    {
        if (_pages.Count == 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_pages.Select(static page => page.Response))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pages.Clear();
        _stop.Dispose();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    private sealed record PageRequest(Uri Uri, Task<ApiResponse<Page>> Response);

    private sealed record Page(IReadOnlyList<TItem> Items, object? NextLink, Response Response);
}

/// <summary>The limits of a queue.</summary>
internal static class PageQueue
{
    /// <summary>The maximum number of pages that are requested and not yet read.</summary>
    public const int MaxPages = 4;
}
