namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest sessions that have not ended.</summary>
public sealed class ActiveSessionIdCompleter : SessionIdCompleter
{
    private protected override bool ShouldInclude(QuantumSession session) => !session.IsTerminal;
}
