using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using AzQuantumSession.Client.Serialization;
using Azure.Core;

namespace AzQuantumSession.Client.Http;

/// <summary>Reads a list page by page; a page is asked for when its first item is needed.</summary>
internal sealed class PageReader(ApiClient rest, Uri endpoint)
{
    /// <summary>Reads the pages.</summary>
    public async IAsyncEnumerable<ApiResponse<T>> ReadAsync<T>(
        Uri first, JsonTypeInfo<T> type, RequestDescription operation, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IListPage
    {
        HashSet<string> seen = [first.AbsoluteUri];
        for (Uri? next = first; next is not null;)
        {
            ApiResponse<T> answer = await rest.SendAsync(RequestMethod.Get, next, null, type, operation, cancellationToken).ConfigureAwait(false);
            yield return answer;
            next = GetNextPageUri(answer, next, seen, operation);
        }
    }

    private Uri? GetNextPageUri<T>(ApiResponse<T> answer, Uri current, HashSet<string> seen, RequestDescription operation)
        where T : IListPage
    {
        if (string.IsNullOrWhiteSpace(answer.Value.NextLink))
        {
            return null;
        }

        if (!Uri.TryCreate(current, answer.Value.NextLink, out Uri? next))
        {
            throw rest.Errors.InvalidResponse(answer.Response, operation, "its link to the next page is no address");
        }

        if (!UriOrigin.IsSame(next, endpoint))
        {
            throw rest.Errors.UntrustedRedirect(answer.Response, operation, next);
        }

        return seen.Add(next.AbsoluteUri)
            ? next
            : throw rest.Errors.InvalidResponse(answer.Response, operation, "its link to the next page leads back to a page that was read before");
    }
}
