using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads sessions by id, or lists them.</summary>
internal sealed class SessionReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Whether to read the jobs of each session, and the properties that are computed from them.</summary>
    public bool IncludeJobs { get; init; }

    /// <summary>Reads a session by id. A missing session is an error.</summary>
    public async Task ReadAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session = await client.GetSessionAsync(item.Id, cancellationToken);
        output.WriteObject(await AddJobsAsync(client, session, cancellationToken));
    }

    /// <summary>Lists sessions. A filter without matches is not an error.</summary>
    public async Task ListAsync(
        SessionFilter filter,
        Paging paging,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, null, cancellationToken);
        await paging.WriteAsync(
            client.ListSessionsAsync(filter, cancellationToken),
            async session => output.WriteObject(await AddJobsAsync(client, session, cancellationToken)));
    }

    private async Task<QuantumSession> AddJobsAsync(IWorkspaceClient client, QuantumSession session, CancellationToken cancellationToken) =>
        IncludeJobs ? await SessionJobs.AddAsync(client, session, TimeProvider.System, cancellationToken) : session;
}
