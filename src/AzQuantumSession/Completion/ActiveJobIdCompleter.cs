namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest jobs that have not ended.</summary>
public sealed class ActiveJobIdCompleter : JobIdCompleter
{
    private protected override bool ShouldInclude(QuantumSessionJob job) => !job.IsTerminal;
}
