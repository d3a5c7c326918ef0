using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Cancels jobs. A job that has already ended is not an error.</summary>
internal sealed class JobCanceller(ICmdletOutput output)
{
    /// <summary>Requests the cancellation of a job if <c>ShouldProcess</c> confirms it.</summary>
    /// <param name="item">The job.</param>
    /// <param name="passThru">Whether to write the job after the request.</param>
    /// <param name="resolver">Resolves the job's workspace.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task CancelAsync(
        ItemReference<QuantumSessionJob> item,
        bool passThru,
        WorkspaceResolver resolver,
        QuantumWorkspace? workspace,
        CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"{item.Description} in {resolver.Describe(workspace, item.Client)}", "Cancel"))
        {
            return;
        }

        await output.RunForItemAsync(item.TargetObject, async () =>
        {
            IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Client, cancellationToken);
            QuantumSessionJob job = item.KnownItem is { IsTerminal: true } ended ? ended : await client.GetJobAsync(item.Id, cancellationToken);
            if (job.IsTerminal)
            {
                output.WriteVerbose($"{job.DisplayName} has already ended: {job.Status}.");
            }
            else
            {
                await client.CancelJobAsync(job.Id, cancellationToken);
                job = passThru ? await client.GetJobAsync(job.Id, cancellationToken) : job;
                output.WriteVerbose($"The cancellation of {job.DisplayName} was requested.");
            }

            if (passThru)
            {
                output.WriteObject(job);
            }
        });
    }

    /// <summary>Requests the cancellation of all unfinished jobs of a session. Each job that cannot be cancelled is reported as an error.</summary>
    public async Task CancelUnfinishedAsync(IWorkspaceClient client, string sessionId, CancellationToken cancellationToken)
    {
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(sessionId, new JobFilter(), cancellationToken))
        {
            if (!job.IsTerminal)
            {
                await output.RunForItemAsync(job, () => client.CancelJobAsync(job.Id, cancellationToken));
            }
        }
    }
}
