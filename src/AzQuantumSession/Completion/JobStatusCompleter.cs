namespace AzQuantumSession.Completion;

/// <summary>Offers the statuses of jobs.</summary>
public sealed class JobStatusCompleter : StatusCompleter
{
    private protected override IEnumerable<Candidate> Candidates =>
        JobStatus.All.Select(status => Of(status, JobStatus.IsTerminal(status)));
}
