using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Lists what a workspace's providers offer.</summary>
internal sealed class TargetReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The providers asked for; empty for all.</summary>
    public IReadOnlyCollection<string> ProviderIds { get; init; } = [];

    /// <summary>Matches the target's id; null for all.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>Whether to leave out what is not available.</summary>
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
