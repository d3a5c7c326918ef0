using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>Reads a list page by page; a page is asked for when its first item is needed.</summary>
internal sealed class PageReader(RestClient rest, Uri endpoint)
{
    /// <summary>Reads the pages.</summary>
    public async IAsyncEnumerable<Answer<T>> ReadAsync<T>(
        Uri first, JsonTypeInfo<T> type, Operation operation, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IPage
    {
        HashSet<string> seen = [first.AbsoluteUri];
        for (Uri? next = first; next is not null;)
        {
            Answer<T> answer = await rest.SendAsync(RequestMethod.Get, next, null, type, operation, cancellationToken).ConfigureAwait(false);
            yield return answer;
            next = Follow(answer, next, seen, operation);
        }
    }

    private Uri? Follow<T>(Answer<T> answer, Uri current, HashSet<string> seen, Operation operation)
        where T : IPage
    {
        if (string.IsNullOrWhiteSpace(answer.Value.NextLink))
        {
            return null;
        }

        if (!Uri.TryCreate(current, answer.Value.NextLink, out Uri? next))
        {
            throw rest.Errors.Unreadable(answer.Response, operation, "its link to the next page is no address");
        }

        if (!Origin.Same(next, endpoint))
        {
            throw rest.Errors.Foreign(answer.Response, operation, next);
        }

        return seen.Add(next.AbsoluteUri)
            ? next
            : throw rest.Errors.Unreadable(answer.Response, operation, "its link to the next page leads back to a page that was read before");
    }
}
