using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Closes sessions. One that has ended already is left alone, and is no error.</summary>
internal sealed class SessionCloser(ICmdletOutput pipeline, WorkspaceResolver resolver)
{
    /// <summary>Whether to ask every unfinished job of a session to cancel before it is closed.</summary>
    public bool CancelJobs { get; init; }

    /// <summary>Whether to write the session as it is afterwards.</summary>
    public bool PassThru { get; init; }

    /// <summary>Closes one session, if the user agrees.</summary>
    public async Task CloseAsync(ItemReference<QuantumSession> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        string question = $"{item.Description} in {resolver.Describe(workspace, item.Client)}";
        if (!pipeline.ShouldProcess(question, CancelJobs ? "Cancel unfinished jobs and close" : "Close"))
        {
            return;
        }

        await pipeline.RunForItemAsync(item.TargetObject, async () =>
        {
            IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Client, cancellationToken);
            QuantumSession session = await client.GetSessionAsync(item.Id, cancellationToken);
            if (session.IsTerminal)
            {
                pipeline.WriteVerbose($"{Noun.Sentence(session)} has already ended: {session.Status}.");
            }
            else
            {
                if (CancelJobs)
                {
                    await new JobCanceller(pipeline).CancelUnfinishedAsync(client, session, cancellationToken);
                }

                session = await client.CloseSessionAsync(session.Id, cancellationToken);
                pipeline.WriteVerbose($"{Noun.Sentence(session)} is closed: {session.Status}.");
            }

            if (PassThru)
            {
                pipeline.WriteObject(session);
            }
        });
    }
}
