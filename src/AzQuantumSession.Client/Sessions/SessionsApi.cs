using System.Runtime.CompilerServices;
using System.Text.Json;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Client.Sessions;

/// <summary>Sends the requests of the service's sessions API.</summary>
internal sealed class SessionsApi(IWorkspaceClient client, ApiClient rest, PageReader pages, WorkspaceUriBuilder address)
{
    private static readonly SessionQuery ActiveSessions = new(new SessionFilter { Statuses = SessionStatus.Open });

    /// <summary>Opens a session.</summary>
    public async Task<QuantumSession> OpenAsync(SessionOpenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequestDescription operation = new($"open session '{options.Id}'");
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(SessionOpenDto.From(options), SessionsJsonContext.Default.SessionOpenDto);
        using RequestContent content = RequestContent.Create(body);
        ApiResponse<SessionDto> answer = await rest.SendAsync(
            RequestMethod.Put, For(options.Id), content, SessionsJsonContext.Default.SessionDto, operation, cancellationToken).ConfigureAwait(false);
        return Map(answer.Value, answer.Response, operation);
    }

    /// <summary>Reads a session.</summary>
    public async Task<ApiResponse<QuantumSession>> GetAsync(string sessionId, CancellationToken cancellationToken)
    {
        RequestDescription operation = new($"read session '{sessionId}'", $"Session '{sessionId}'");
        ApiResponse<SessionDto> answer = await rest.SendAsync(
            RequestMethod.Get, For(sessionId), null, SessionsJsonContext.Default.SessionDto, operation, cancellationToken).ConfigureAwait(false);
        return new ApiResponse<QuantumSession>(Map(answer.Value, answer.Response, operation), answer.Response);
    }

    /// <summary>Closes a session. If the session has already ended, reads and returns it.</summary>
    public async Task<QuantumSession> CloseAsync(string sessionId, CancellationToken cancellationToken)
    {
        RequestDescription operation = new($"close session '{sessionId}'", $"Session '{sessionId}'");
        try
        {
            Response response = await rest.SendAsync(
                RequestMethod.Post, For(sessionId, ":close"), null, operation, cancellationToken).ConfigureAwait(false);
            return response.Content.ToMemory().IsEmpty
                ? (await GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value
                : Map(rest.Read(response, SessionsJsonContext.Default.SessionDto, operation), response, operation);
        }
        catch (QuantumServiceException exception) when (exception.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.Conflict)
        {
            // The session can have ended in the meantime, also through an earlier attempt whose response was lost.
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
        await foreach (ApiResponse<IReadOnlyList<QuantumSession>> page in ListPagesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            foreach (QuantumSession session in page.Value.Where(query.Matches))
            {
                yield return session;
            }
        }
    }

    /// <summary>Lists the sessions that have not ended, page by page.</summary>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListActiveAsync(CancellationToken cancellationToken) =>
        ListPagesAsync(ActiveSessions, cancellationToken);

    private async IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListPagesAsync(
        SessionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequestDescription operation = new("list sessions");
        Uri first = address.Build("sessions", ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top));
        await foreach (ApiResponse<ListPage<SessionDto>> page in
            pages.ReadAsync(first, SessionsJsonContext.Default.ListPageSessionDto, operation, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<QuantumSession> sessions = [.. (page.Value.Value ?? []).Select(item => Map(item, page.Response, operation))];
            yield return new ApiResponse<IReadOnlyList<QuantumSession>>(sessions, page.Response);
        }
    }

    private Uri For(string sessionId, string action = "") => address.Build($"sessions/{WorkspaceUriBuilder.EscapeSegment(sessionId)}{action}");

    private QuantumSession Map(SessionDto? wire, Response response, RequestDescription operation) => string.IsNullOrEmpty(wire?.Id)
        ? throw rest.Errors.InvalidResponse(response, operation, "it contains a session without an id")
        : wire.ToModel(client);
}
