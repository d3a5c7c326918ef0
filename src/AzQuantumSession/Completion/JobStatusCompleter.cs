namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses of jobs.</summary>
public sealed class JobStatusCompleter : StatusCompleter
{
    private protected override IEnumerable<CompletionItem> Candidates =>
        JobStatus.All.Select(status => CreateItem(status, JobStatus.IsTerminal(status)));
}
