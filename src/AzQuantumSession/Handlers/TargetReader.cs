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

    /// <summary>The ids without wildcards. An id that no target has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Whether to exclude targets that are not available.</summary>
    public bool AvailableOnly { get; init; }

    /// <summary>Lists the targets.</summary>
    /// <param name="workspaces">The workspaces to list, in the order of the output; empty for the default workspace.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        var lists = new WorkspaceLists(output, resolver, workspaces);
        var missing = new HashSet<string>(RequiredNames, StringComparer.OrdinalIgnoreCase);
        await foreach (QuantumTarget target in lists.ReadAsync(client => client.ListTargetsAsync(cancellationToken), limit: null, cancellationToken))
        {
            missing.Remove(target.Id);
            if ((ProviderIds.Count == 0 || ProviderIds.Contains(target.ProviderId, StringComparer.OrdinalIgnoreCase))
                && Name?.Invoke(target.Id) is not false
                && (!AvailableOnly || target.CurrentAvailability.EqualsIgnoreCase("Available")))
            {
                output.WriteObject(lists.HasSeveral ? target.GroupByWorkspace() : target);
            }
        }

        foreach (string name in lists.HasFailed ? [] : missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"No provider offers target '{name}' in {lists.Description}. Check the id, or list all targets: Get-AzQuantumSessionTarget",
                name).ToError());
        }
    }
}
