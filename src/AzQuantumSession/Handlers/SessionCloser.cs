using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Closes sessions. A session that has already ended is not an error.</summary>
internal sealed class SessionCloser(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Whether to request the cancellation of a session's unfinished jobs, too.</summary>
    public bool CancelJobs { get; init; }

    /// <summary>Whether to write the closed session.</summary>
    public bool PassThru { get; init; }

    /// <summary>Closes a session if <c>ShouldProcess</c> confirms it. The session is not read first, because closing an ended session is not an error.</summary>
    public async Task CloseAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        string description = $"{item.Description} in {resolver.Describe(workspace, item.Origin)}";
        if (!output.ShouldProcess(description, CancelJobs ? "Cancel unfinished jobs and close" : "Close"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSession session;
        if (item.KnownItem is { IsTerminal: true } ended)
        {
            session = ended;
            output.WriteVerbose($"{session.DisplayName} has already ended: {session.Status}.");
        }
        else
        {
            session = await SessionClosing.CloseAsync(output, client, item, CancelJobs, cancellationToken);
            WorkspaceCache.For(client).ForgetItems();
            output.WriteVerbose($"{session.DisplayName} is closed: {session.Status}.");
        }

        if (PassThru)
        {
            output.WriteObject(session);
        }
    }
}
