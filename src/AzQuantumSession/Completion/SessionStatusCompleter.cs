namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses of sessions.</summary>
public sealed class SessionStatusCompleter : StatusCompleter
{
    private protected override IEnumerable<Candidate> Candidates =>
        SessionStatus.All.Select(status => Of(status, SessionStatus.IsTerminal(status)));
}
