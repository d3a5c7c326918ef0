using AzQuantumSession.Operations;

namespace AzQuantumSession.Completion;

/// <summary>Offers the ids of the newest sessions, shown by name.</summary>
public class SessionIdCompleter : WorkspaceCompleter
{
    internal override async Task<IEnumerable<Candidate>> ReadAsync(WorkspaceCatalog catalog, CancellationToken cancellationToken) =>
        from session in await catalog.GetRecentSessionsAsync(cancellationToken)
        where IsOffered(session)
        select new Candidate(
            session.Id,
            session.Name.Length == 0 ? session.Id : session.Name,
            $"{session.Name}: {session.Status} on {session.Target}, {session.CreationTime?.LocalDateTime:g}");

    private protected virtual bool IsOffered(QuantumSession session) => true;
}
