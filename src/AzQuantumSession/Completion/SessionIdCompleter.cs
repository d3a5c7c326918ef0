using AzQuantumSession.Connections;

namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest sessions, shown by name.</summary>
public class SessionIdCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<CompletionItem>> ReadAsync(WorkspaceCache catalog, CancellationToken cancellationToken) =>
        from session in await catalog.GetRecentSessionsAsync(cancellationToken)
        where ShouldInclude(session)
        select new CompletionItem(
            session.Id,
            session.Name.Length == 0 ? session.Id : session.Name,
            $"{session.Name}: {session.Status} on {session.Target}, {session.CreationTime?.LocalDateTime:g}");

    private protected virtual bool ShouldInclude(QuantumSession session) => true;
}
