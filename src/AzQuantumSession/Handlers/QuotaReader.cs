using System.Runtime.CompilerServices;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Lists the quotas of workspaces.</summary>
internal sealed class QuotaReader(ICmdletOutput output, WorkspaceResolver resolver)
{
    /// <summary>The ids of the providers to include; empty for all. A provider that no workspace has is an error.</summary>
    public IReadOnlyCollection<string> ProviderIds { get; init; } = [];

    /// <summary>Lists the quotas.</summary>
    /// <param name="workspaces">The workspaces to list, in the order of the output; empty for the default workspace.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        var lists = new WorkspaceLists(output, resolver, workspaces);
        var missing = new HashSet<string>(ProviderIds, StringComparer.OrdinalIgnoreCase);
        var warnings = new HashSet<string>();
        bool isEmpty = true;
        await foreach (WorkspaceQuotas result in lists.ReadAsync(client => ReadAsync(client, cancellationToken), limit: null, cancellationToken))
        {
            missing.IntersectWith(result.UnknownProviderIds);
            if (result.LimitsError is { } error && warnings.Add(error))
            {
                output.WriteWarning($"The quotas have no limits: {error}");
            }

            foreach (QuantumQuota quota in result.Quotas)
            {
                output.WriteObject(lists.HasSeveral ? quota.GroupByWorkspace() : quota);
            }

            isEmpty &= result.Quotas.Count == 0;
        }

        // A provider without quotas is not an error, as for other filters.
        if (isEmpty && ProviderIds.Count == 0 && !lists.HasFailed)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound, ErrorCategory.ObjectNotFound, $"No provider has quotas in {lists.Description}.", lists.Description).ToError());
        }

        foreach (string id in lists.HasFailed ? [] : missing)
        {
            output.WriteError(new CmdletException(
                ErrorIds.NotFound,
                ErrorCategory.ObjectNotFound,
                $"Provider '{id}' is not in {lists.Description}. Check the id, or list all providers: Get-AzQuantumSessionTarget",
                id).ToError());
        }
    }

    private async IAsyncEnumerable<WorkspaceQuotas> ReadAsync(IWorkspaceClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await client.ListQuotasAsync(ProviderIds, cancellationToken);
    }
}
