using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Lists the targets in a workspace.</summary>
internal sealed class TargetReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The ids of the providers to include; empty for all.</summary>
    public IReadOnlyCollection<string> ProviderIds { get; init; } = [];

    /// <summary>The input formats of which a target takes at least one; empty for all targets.</summary>
    public IReadOnlyCollection<string> InputFormats { get; init; } = [];

    /// <summary>Matches the ids of targets; null for all.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>The ids without wildcards. An id that no target has is an error.</summary>
    public IReadOnlySet<string> RequiredNames { get; init; } = new HashSet<string>();

    /// <summary>Whether to exclude targets that are not available.</summary>
    public bool AvailableOnly { get; init; }

    /// <summary>Lists the targets of each workspace: the available targets first, in order of their queue time.</summary>
    /// <param name="workspaces">The workspaces to list, in the order of the output; empty for the default workspace.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        var lists = new WorkspaceLists(output, resolver, workspaces);
        var missing = new HashSet<string>(RequiredNames, StringComparer.OrdinalIgnoreCase);
        var matches = new List<QuantumTarget>();
        await foreach (QuantumTarget target in lists.ReadAsync(client => client.ListTargetsAsync(cancellationToken), limit: null, cancellationToken))
        {
            missing.Remove(target.Id);
            if ((ProviderIds.Count == 0 || ProviderIds.Contains(target.ProviderId, StringComparer.OrdinalIgnoreCase))
                && (InputFormats.Count == 0 || InputFormats.Intersect(target.InputFormats, StringComparer.OrdinalIgnoreCase).Any())
                && Name?.Invoke(target.Id) is not false
                && (!AvailableOnly || target.CurrentAvailability.EqualsIgnoreCase(QuantumTarget.Available)))
            {
                matches.Add(target);
            }
        }

        // GroupBy preserves the order of the workspaces.
        foreach (QuantumTarget target in matches.GroupBy(target => target.Workspace).SelectMany(Sort))
        {
            output.WriteObject(lists.HasSeveral ? target.GroupByWorkspace() : target);
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

    private static IEnumerable<QuantumTarget> Sort(IEnumerable<QuantumTarget> targets) => targets
        .OrderBy(target => target.CurrentAvailability switch
        {
            { } availability when availability.EqualsIgnoreCase(QuantumTarget.Available) => 0,
            { } availability when availability.EqualsIgnoreCase(QuantumTarget.Degraded) => 1,
            { } availability when availability.EqualsIgnoreCase(QuantumTarget.Unavailable) => 3,
            _ => 2,
        })
        .ThenBy(target => target.AverageQueueTime ?? TimeSpan.MaxValue);
}
