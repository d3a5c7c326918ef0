namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest jobs that have not ended.</summary>
public sealed class OpenJobIdCompleter : JobIdCompleter
{
    private protected override bool IsOffered(QuantumSessionJob job) => !job.IsTerminal;
}
