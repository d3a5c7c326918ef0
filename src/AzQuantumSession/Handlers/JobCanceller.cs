using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Cancels jobs. A job that has already ended is not an error.</summary>
internal sealed class JobCanceller(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The maximum number of jobs of a session whose cancellation is requested at the same time.</summary>
    private const int MaxConcurrency = 8;

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
        await CancelUnfinishedAsync(output, client, session.Id, cancellationToken, async (job, jobOutput, jobCancellation) =>
        {
            jobOutput.WriteVerbose($"The cancellation of {ItemReference<QuantumSessionJob>.From(job).Description} was requested.");
            if (PassThru)
            {
                jobOutput.WriteObject(await client.GetJobAsync(job.Id, jobCancellation));
            }
        });
    }

    /// <summary>Requests the cancellation of all unfinished jobs of a session. Each job that cannot be cancelled is reported as an error.</summary>
    /// <param name="output">Receives the errors.</param>
    /// <param name="client">The client of the session's workspace.</param>
    /// <param name="sessionId">The id of the session.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <param name="requested">Is called for each job whose cancellation was requested; null if nothing is to do.</param>
    public static async Task CancelUnfinishedAsync(
        ICmdletOutput output,
        IWorkspaceClient client,
        string sessionId,
        CancellationToken cancellationToken,
        Func<QuantumSessionJob, ICmdletOutput, CancellationToken, Task>? requested = null)
    {
        await using var items = new ConcurrentItems(output, MaxConcurrency, cancellationToken);
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(sessionId, new ItemFilter(), cancellationToken))
        {
            if (!job.IsTerminal)
            {
                await items.AddAsync((jobOutput, jobCancellation) => jobOutput.RunForItemAsync(job, async () =>
                {
                    if (await client.CancelJobAsync(job.Id, jobCancellation) is null)
                    {
                        await (requested?.Invoke(job, jobOutput, jobCancellation) ?? Task.CompletedTask);
                    }
                }));
            }
        }

        await items.CompleteAsync();
    }
}
