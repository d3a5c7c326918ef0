using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Polling;

namespace AzQuantumSession.Client.Sessions;

/// <summary>Sends the requests of the service's sessions API.</summary>
/// <param name="client">The client of the sessions.</param>
/// <param name="api">Sends the requests.</param>
/// <param name="pages">Reads lists.</param>
/// <param name="uriBuilder">Builds the URIs.</param>
/// <param name="onEnded">Receives the id of each session in a response that has ended.</param>
internal sealed class SessionsApi(
    IWorkspaceClient client, ApiClient api, PageReader pages, WorkspaceUriBuilder uriBuilder, Action<string> onEnded)
    : IItemSource<QuantumSession>
{
    private static readonly ItemQuery ActiveSessions = new(new ItemFilter { Statuses = SessionStatus.Open }, SessionStatus.All);
    private static readonly string[] EndedStatuses = [.. SessionStatus.All.Where(SessionStatus.IsTerminal)];

    /// <summary>Opens a session.</summary>
    public async Task<QuantumSession> OpenAsync(SessionOpenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequestDescription request = new($"open session '{options.Id}'") { Creates = true };
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(SessionOpenDto.From(options), SessionsJsonContext.Instance.SessionOpenDto);
        using RequestContent content = RequestContent.Create(body);
        ApiResponse<QuantumSession> response = await SendAsync(RequestMethod.Put, For(options.Id), content, request, cancellationToken).ConfigureAwait(false);
        return response.Value;
    }

    /// <summary>Reads a session.</summary>
    public Task<ApiResponse<QuantumSession>> GetAsync(string sessionId, CancellationToken cancellationToken) => SendAsync(
        RequestMethod.Get, For(sessionId), null, new RequestDescription($"read session '{sessionId}'", $"Session '{sessionId}'"), cancellationToken);

    /// <summary>Closes a session. If the session has already ended, or the response does not prove that it is closed, reads the session.</summary>
    public async Task<QuantumSession> CloseAsync(string sessionId, CancellationToken cancellationToken)
    {
        RequestDescription request = new($"close session '{sessionId}'", $"Session '{sessionId}'");
        Uri uri = For(sessionId, ":close");
        QuantumSession? session = null;
        QuantumServiceException error;
        try
        {
            Response response = await api.SendAsync(RequestMethod.Post, uri, null, request, cancellationToken, read: response =>
                session = response.Content.ToMemory().IsEmpty ? null : Read(response, request)).ConfigureAwait(false);
            string? reason = session is null ? "it is empty"
                : !session.Id.EqualsIgnoreCase(sessionId) ? "it contains another session"
                : session.Status.EqualsIgnoreCase(SessionStatus.Waiting) ? $"it contains a session that is {session.Status}"
                : null;
            if (reason is null)
            {
                return session!;
            }

            error = api.Errors.InvalidResponse(response, request, reason);
        }
        catch (QuantumServiceException exception) when (exception.Kind is QuantumErrorKind.Rejected or QuantumErrorKind.InvalidResponse)
        {
            // The session can have ended in the meantime, also through an earlier attempt whose response was lost.
            error = exception;
        }

        return await ReadEndedAsync(sessionId, error, cancellationToken).ConfigureAwait(false);
    }

    // Whether an open session is closed and waits for its jobs does not follow from its status.
    private async Task<QuantumSession> ReadEndedAsync(string sessionId, QuantumServiceException error, CancellationToken cancellationToken)
    {
        string state;
        try
        {
            QuantumSession session = (await GetAsync(sessionId, cancellationToken).ConfigureAwait(false)).Value;
            if (session.IsTerminal)
            {
                return session;
            }

            state = $"The session is {MessageSanitizer.Shorten(session.Status)}, and can still be open.";
        }
        catch (QuantumServiceException)
        {
            // The caller reports the error of the request to close the session.
            state = "The session can still be open.";
        }

        throw error.Append($"{state} To close it: Stop-AzQuantumSession {sessionId}");
    }

    /// <summary>Lists sessions.</summary>
    public IAsyncEnumerable<QuantumSession> ListAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        ItemQuery query = new(filter, SessionStatus.All);
        return pages.ReadItemsAsync(CreateList(query), query, cancellationToken);
    }

    /// <summary>Lists the sessions that have not ended, page by page. No page is requested ahead, because a poll often stops early.</summary>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListActiveAsync(CancellationToken cancellationToken) =>
        pages.ReadAsync(CreateList(ActiveSessions), pagesAhead: 0, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> ListEndedAsync(
        DateTimeOffset? createdAfter, CancellationToken cancellationToken) =>
        pages.ReadAsync(
            CreateList(new ItemQuery(new ItemFilter { Statuses = EndedStatuses, CreatedAfter = createdAfter }, SessionStatus.All)),
            pagesAhead: 0,
            cancellationToken);

    /// <summary>Sessions belong to no session.</summary>
    string? IItemSource<QuantumSession>.GetSessionId(QuantumSession item) => null;

    IAsyncEnumerable<ApiResponse<IReadOnlyList<QuantumSession>>> IItemSource<QuantumSession>.ListSessionAsync(
        string sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    private PageList<SessionDto, QuantumSession> CreateList(ItemQuery query)
    {
        RequestDescription request = new("list sessions");
        return new PageList<SessionDto, QuantumSession>(
            uriBuilder.Build("sessions", ("filter", query.Filter), ("orderby", query.OrderBy), ("top", query.Top)),
            SessionsJsonContext.Instance.ListPageSessionDto,
            request,
            (item, response) => Map(item, response, request));
    }

    private QuantumSession Read(Response response, RequestDescription request) => api.Read(
        response, SessionsJsonContext.Instance.SessionDto, (session, _) => Map(session, response, request), request);

    private Task<ApiResponse<QuantumSession>> SendAsync(
        RequestMethod method, Uri uri, RequestContent? body, RequestDescription request, CancellationToken cancellationToken) => api.SendAsync(
            method, uri, body, SessionsJsonContext.Instance.SessionDto, (session, response) => Map(session, response, request), request, cancellationToken);

    private Uri For(string sessionId, string action = "") => uriBuilder.Build($"sessions/{WorkspaceUriBuilder.EscapeSegment(sessionId)}{action}");

    private QuantumSession Map(SessionDto? dto, Response response, RequestDescription request)
    {
        if (!WorkspaceUriBuilder.IsId(dto?.Id))
        {
            throw api.Errors.InvalidResponse(response, request, "it contains a session without an id");
        }

        QuantumSession session = dto.ToModel(client);
        if (session.IsTerminal)
        {
            onEnded(session.Id);
        }

        return session;
    }
}
