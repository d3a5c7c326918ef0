using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using AzQuantumSession.Client.Serialization;
using Azure.Core;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads a list page by page. A page is requested only when its first item is needed.</summary>
internal sealed class PageReader(ApiClient rest, Uri endpoint)
{
    /// <summary>Requests the pages of a list.</summary>
    public async IAsyncEnumerable<ApiResponse<T>> ReadAsync<T>(
        Uri first, JsonTypeInfo<T> type, RequestDescription operation, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IListPage
    {
        HashSet<string> visitedUris = [first.AbsoluteUri];
        for (Uri? next = first; next is not null;)
        {
            ApiResponse<T> answer = await rest.SendAsync(RequestMethod.Get, next, null, type, operation, cancellationToken).ConfigureAwait(false);
            yield return answer;
            next = GetNextPageUri(answer, next, visitedUris, operation);
        }
    }

    private Uri? GetNextPageUri<T>(ApiResponse<T> answer, Uri current, HashSet<string> visitedUris, RequestDescription operation)
        where T : IListPage
    {
        if (string.IsNullOrWhiteSpace(answer.Value.NextLink))
        {
            return null;
        }

        if (!Uri.TryCreate(current, answer.Value.NextLink, out Uri? next))
        {
            throw rest.Errors.InvalidResponse(answer.Response, operation, "its link to the next page is not a valid URI");
        }

        if (!UriOrigin.IsSame(next, endpoint))
        {
            throw rest.Errors.UntrustedRedirect(answer.Response, operation, next);
        }

        return visitedUris.Add(next.AbsoluteUri)
            ? next
            : throw rest.Errors.InvalidResponse(answer.Response, operation, "its link to the next page points to a page that was already read");
    }
}
