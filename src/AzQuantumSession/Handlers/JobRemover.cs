using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Deletes jobs.</summary>
internal sealed class JobRemover(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>Deletes a job if <c>ShouldProcess</c> confirms it.</summary>
    public async Task RemoveAsync(ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"{item.Description} in {resolver.Describe(workspace, item.Origin)}", "Delete"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        await client.DeleteJobAsync(item.Id, cancellationToken);
        WorkspaceCache.For(client).ForgetItems();
        output.WriteVerbose($"{item.Description} was deleted.");
    }
}
