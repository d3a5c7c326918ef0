namespace AzQuantumSession.Client;

/// <summary>How sessions that are waited for are read.</summary>
internal sealed class SessionPollSource(SessionOperations sessions) : IPollSource<QuantumSession>
{
    private static readonly SessionQuery Open = new(new SessionFilter { Statuses = SessionStatus.Open });

    public Task<Answer<QuantumSession>> GetAsync(string id, CancellationToken cancellationToken) =>
        sessions.GetAsync(id, cancellationToken);

    public IAsyncEnumerable<Answer<IReadOnlyList<QuantumSession>>> ListOpenAsync(CancellationToken cancellationToken) =>
        sessions.PagesAsync(Open, cancellationToken);

    public string IdOf(QuantumSession item) => item.Id;

    public bool IsTerminal(QuantumSession item) => item.IsTerminal;
}
