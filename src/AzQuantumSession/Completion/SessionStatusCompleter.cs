namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses of sessions.</summary>
public sealed class SessionStatusCompleter : StatusCompleter
{
    private protected override IEnumerable<CompletionItem> Candidates =>
        SessionStatus.All.Select(status => CreateItem(status, SessionStatus.IsTerminal(status)));
}
