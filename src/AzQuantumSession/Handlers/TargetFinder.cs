using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Finds the targets of a command's sessions or jobs in the workspace, which determine the providers. A target is read once, also if several
/// items need it at the same time.
/// </summary>
internal sealed class TargetFinder
{
    private readonly SharedReads<QuantumTarget> _targets = new();
    private readonly HashSet<string> _warned = [];

    /// <summary>Returns the target with an id.</summary>
    /// <exception cref="CmdletException">No provider of the workspace offers the target, or several do.</exception>
    public Task<QuantumTarget> FindAsync(IWorkspaceClient client, string target, CancellationToken cancellationToken) =>
        _targets.GetAsync(client, target, () => ReadAsync(client, target, cancellationToken));

    private static async Task<QuantumTarget> ReadAsync(IWorkspaceClient client, string target, CancellationToken cancellationToken)
    {
        IReadOnlyList<QuantumTarget> targets = await WorkspaceCache.For(client).GetTargetsAsync(cancellationToken);
        QuantumTarget[] offers = [.. targets
            .Where(known => known.Id.EqualsIgnoreCase(target))
            .DistinctBy(known => known.ProviderId, StringComparer.OrdinalIgnoreCase)];
        return offers switch
        {
            [QuantumTarget only] => only,
            [] => throw new CmdletException(
                ErrorIds.TargetNotFound,
                ErrorCategory.ObjectNotFound,
                $"Target '{target}' is not offered in workspace '{client.Workspace.Name}'. It offers: "
                + $"{string.Join(", ", targets.Select(known => known.Id))}.",
                target,
                recommendedAction: "Give a target from this list, or -ProviderId with a target that the workspace does not list."),
            _ => throw new CmdletException(
                ErrorIds.TargetAmbiguous,
                ErrorCategory.InvalidArgument,
                $"Target '{target}' is offered by more than one provider of workspace '{client.Workspace.Name}': "
                + $"{string.Join(", ", offers.Select(known => known.ProviderId))}. Give -ProviderId.",
                target,
                recommendedAction: "Give -ProviderId."),
        };
    }

    /// <summary>Warns once about a target that is degraded or unavailable.</summary>
    /// <param name="output">Receives the warning.</param>
    /// <param name="target">The target; null if only its id is known.</param>
    /// <param name="unavailableEffect">What it means that the target is unavailable: a sentence without its period.</param>
    public void WarnIfNotAvailable(ICmdletOutput output, QuantumTarget? target, string unavailableEffect)
    {
        string? effect = target?.CurrentAvailability switch
        {
            { } availability when availability.EqualsIgnoreCase(QuantumTarget.Unavailable) => unavailableEffect,
            { } availability when availability.EqualsIgnoreCase(QuantumTarget.Degraded) => "Its jobs can take longer, or fail",
            _ => null,
        };
        if (effect is not null && _warned.Add(target!.Id))
        {
            string statusPage = string.IsNullOrEmpty(target.StatusPage) ? "" : $" Status page of the provider: {target.StatusPage}";
            output.WriteWarning($"Target '{target.Id}' is {target.CurrentAvailability}. {effect}.{statusPage}");
        }
    }
}
