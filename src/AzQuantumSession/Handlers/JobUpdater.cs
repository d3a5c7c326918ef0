using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Changes properties of jobs.</summary>
internal sealed class JobUpdater(ICmdletOutput output, WorkspaceResolver resolver, JobUpdate update)
{
    /// <summary>Whether to write the changed job.</summary>
    public bool PassThru { get; init; }

    /// <summary>Changes a job if <c>ShouldProcess</c> confirms it.</summary>
    public async Task UpdateAsync(ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"{item.Description} in {resolver.Describe(workspace, item.Origin)}", $"Set {Describe()}"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
        await client.UpdateJobAsync(item.Id, update, cancellationToken);
        WorkspaceCache.For(client).ForgetItems();
        output.WriteVerbose($"{item.Description} was changed: {Describe()}.");
        if (PassThru)
        {
            // The response contains only the changed properties.
            output.WriteObject(await client.GetJobAsync(item.Id, cancellationToken));
        }
    }

    private string Describe() => string.Join(
        ", ",
        new[]
        {
            update.Name is null ? null : $"name '{update.Name}'",
            update.Priority is null ? null : $"priority {update.Priority}",
            update.Tags switch
            {
                null => null,
                [] => "no tags",
                var tags => $"tags {string.Join(", ", tags.Select(tag => $"'{tag}'"))}",
            },
        }.OfType<string>());
}
