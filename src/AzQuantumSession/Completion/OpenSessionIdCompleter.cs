namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest sessions that have not ended.</summary>
public sealed class OpenSessionIdCompleter : SessionIdCompleter
{
    private protected override bool IsOffered(QuantumSession session) => !session.IsTerminal;
}
