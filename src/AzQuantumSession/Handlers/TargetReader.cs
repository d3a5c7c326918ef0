using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Lists the targets in a workspace.</summary>
internal sealed class TargetReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The ids of the providers to include; empty for all.</summary>
    public IReadOnlyCollection<string> ProviderIds { get; init; } = [];

    /// <summary>Matches the ids of targets; null for all.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>Whether to exclude targets that are not available.</summary>
    public bool AvailableOnly { get; init; }

    public async Task ListAsync(QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, null, cancellationToken);
        await foreach (QuantumTarget target in client.ListTargetsAsync(cancellationToken))
        {
            if ((ProviderIds.Count == 0 || ProviderIds.Contains(target.ProviderId, StringComparer.OrdinalIgnoreCase))
                && Name?.Invoke(target.Id) is not false
                && (!AvailableOnly || string.Equals(target.CurrentAvailability, "Available", StringComparison.OrdinalIgnoreCase)))
            {
                output.WriteObject(target);
            }
        }
    }
}
