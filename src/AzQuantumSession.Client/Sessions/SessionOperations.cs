using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>The service's operations on sessions.</summary>
internal sealed class SessionOperations(IWorkspaceClient client, RestClient rest, PageReader pages, WorkspaceAddress address)
{
    /// <summary>Opens a session.</summary>
    public async Task<QuantumSession> OpenAsync(SessionOpenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        Operation operation = new($"open session '{options.Id}'");
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(SessionOpenWire.Of(options), WireContext.Default.SessionOpenWire);
        using RequestContent content = RequestContent.Create(body);
        Answer<SessionWire> answer = await rest.SendAsync(
            RequestMethod.Put, For(options.Id), content, WireContext.Default.SessionWire, operation, cancellationToken).ConfigureAwait(false);
        return Map(answer.Value, answer.Response, operation);
    }

    /// <summary>Reads a session.</summary>
    public async Task<Answer<QuantumSession>> GetAsync(string sessionId, CancellationToken cancellationToken)
    {
        Operation operation = new($"read session '{sessionId}'", $"Session '{sessionId}'");
        Answer<SessionWire> answer = await rest.SendAsync(
            RequestMethod.Get, For(sessionId), null, WireContext.Default.SessionWire, operation, cancellationToken).ConfigureAwait(false);
        return new Answer<QuantumSession>(Map(answer.Value, answer.Response, operation), answer.Response);
    }

    /// <summary>Closes a session; one that has ended already is read again.</summary>
    public async Task<QuantumSession> CloseAsync(string sessionId, CancellationToken cancellationToken)
    {
        Operation operation = new($"close session '{sessionId}'", $"Session '{sessionId}'");
        try
        {
            Response response = await rest.SendAsync(
                RequestMethod.Post, For(sessionId, ":close"), null, operation, cancellationToken).ConfigureAwait(false);
            return response.Content.ToMemory().IsEmpty
                ? (await GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value
                : Map(rest.Read(response, WireContext.Default.SessionWire, operation), response, operation);
        }
        catch (QuantumServiceException refusal) when (refusal.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.Conflict)
        {
            // It may have ended meanwhile, also by an earlier try whose answer was lost.
            QuantumSession session = (await GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value;
            if (session.IsTerminal)
            {
                return session;
            }

            throw;
        }
    }

    /// <summary>Lists sessions.</summary>
    public async IAsyncEnumerable<QuantumSession> ListAsync(SessionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SessionQuery query = new(filter);
        await foreach (Answer<IReadOnlyList<QuantumSession>> page in PagesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            foreach (QuantumSession session in page.Value.Where(query.Matches))
            {
                yield return session;
            }
        }
    }

    /// <summary>Lists sessions, page by page and as the service gives them.</summary>
    public async IAsyncEnumerable<Answer<IReadOnlyList<QuantumSession>>> PagesAsync(
        SessionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Operation operation = new("list sessions");
        Uri first = address.For("sessions", ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top));
        await foreach (Answer<Page<SessionWire>> page in
            pages.ReadAsync(first, WireContext.Default.PageSessionWire, operation, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<QuantumSession> sessions = [.. (page.Value.Value ?? []).Select(item => Map(item, page.Response, operation))];
            yield return new Answer<IReadOnlyList<QuantumSession>>(sessions, page.Response);
        }
    }

    private Uri For(string sessionId, string action = "") => address.For($"sessions/{WorkspaceAddress.Segment(sessionId)}{action}");

    private QuantumSession Map(SessionWire? wire, Response response, Operation operation) => string.IsNullOrEmpty(wire?.Id)
        ? throw rest.Errors.Unreadable(response, operation, "it holds a session without an id")
        : wire.ToModel(client);
}
