using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Cancels jobs. A job that has already ended is not an error.</summary>
internal sealed class JobCanceller(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Whether to write the jobs after the request.</summary>
    public bool PassThru { get; init; }

    /// <summary>
    /// Requests the cancellation of a job if <c>ShouldProcess</c> confirms it. The job is not read first, because cancelling an ended job is
    /// not an error.
    /// </summary>
    /// <param name="item">The job.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task CancelAsync(ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"{item.Description} in {resolver.Describe(workspace, item.Origin)}", "Cancel"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        QuantumSessionJob? ended = item.KnownItem is { IsTerminal: true } known ? known : await client.CancelJobAsync(item.Id, cancellationToken);
        output.WriteVerbose(ended is null
            ? $"The cancellation of {item.Description} was requested."
            : $"{ended.DisplayName} has already ended: {ended.Status}.");
        if (PassThru)
        {
            output.WriteObject(ended ?? await client.GetJobAsync(item.Id, cancellationToken));
        }
    }

    /// <summary>Requests the cancellation of a session's unfinished jobs if <c>ShouldProcess</c> confirms it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task CancelJobsOfAsync(ItemReference<QuantumSession> session, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"unfinished jobs of {session.Description} in {resolver.Describe(workspace, session.Origin)}", "Cancel"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Origin, cancellationToken);
        foreach (QuantumSessionJob job in await CancelUnfinishedAsync(output, client, session.Id, cancellationToken))
        {
            output.WriteVerbose($"The cancellation of {ItemReference<QuantumSessionJob>.From(job).Description} was requested.");
            if (PassThru)
            {
                output.WriteObject(await client.GetJobAsync(job.Id, cancellationToken));
            }
        }
    }

    /// <summary>Requests the cancellation of all unfinished jobs of a session. Each job that cannot be cancelled is reported as an error.</summary>
    /// <returns>The jobs whose cancellation was requested.</returns>
    public static async Task<IReadOnlyList<QuantumSessionJob>> CancelUnfinishedAsync(
        ICmdletOutput output, IWorkspaceClient client, string sessionId, CancellationToken cancellationToken)
    {
        List<QuantumSessionJob> requested = [];
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(sessionId, new ItemFilter(), cancellationToken))
        {
            if (!job.IsTerminal)
            {
                await output.RunForItemAsync(job, async () =>
                {
                    if (await client.CancelJobAsync(job.Id, cancellationToken) is null)
                    {
                        requested.Add(job);
                    }
                });
            }
        }

        return requested;
    }
}
