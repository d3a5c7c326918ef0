using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Asks jobs to cancel. One that has ended already is left alone, and is no error.</summary>
internal sealed class JobCanceller(ICmdletOutput output)
{
    /// <summary>Asks one job to cancel, if the user agrees.</summary>
    /// <param name="item">The job.</param>
    /// <param name="passThru">Whether to write the job as it is afterwards.</param>
    /// <param name="resolver">Finds the job's workspace.</param>
    /// <param name="workspace">What <c>-Workspace</c> says; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
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
                output.WriteVerbose($"{job.DisplayName} is asked to cancel.");
            }

            if (passThru)
            {
                output.WriteObject(job);
            }
        });
    }

    /// <summary>Asks every unfinished job of a session to cancel; a job that cannot be is an error of its own.</summary>
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
