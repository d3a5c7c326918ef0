using System.Text.Json.Serialization.Metadata;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Workspaces;

namespace AzQuantumSession.Client.Quotas;

/// <summary>Reads the quotas of workspaces of both kinds (docs/service.md, section 2.3).</summary>
internal sealed class QuotasApi(
    IWorkspaceClient client, PageReader pages, WorkspaceUriBuilder uriBuilder, WorkspaceLocation location, ResourceManagerConnection resourceManager)
{
    private const string V1 = "V1";
    private const string V2 = "V2";

    /// <summary>Reads the quotas of the given providers, or of all providers if none is given.</summary>
    public async Task<WorkspaceQuotas> ListAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken)
    {
        if (location.Kind.EqualsIgnoreCase(V1))
        {
            return await ListV1Async(providerIds, cancellationToken).ConfigureAwait(false);
        }

        QuotaLimits limits = await ReadLimitsAsync(cancellationToken).ConfigureAwait(false);
        string? kind = location.Kind ?? limits.Workspace?.WorkspaceKind ?? (Region.IsV2(location.Endpoint) ? V2 : null);
        if (!string.IsNullOrEmpty(kind))
        {
            return kind.EqualsIgnoreCase(V1)
                ? await ListV1Async(providerIds, cancellationToken).ConfigureAwait(false)
                : await ListV2Async(providerIds, limits, null, cancellationToken).ConfigureAwait(false);
        }

        // Neither the credential nor the endpoint tells the kind. Each kind has only one of the lists.
        try
        {
            return await ListV1Async(providerIds, cancellationToken).ConfigureAwait(false);
        }
        catch (QuantumServiceException exception) when (exception.Kind == QuantumErrorKind.NotFound)
        {
            return await ListV2Async(providerIds, limits, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<WorkspaceQuotas> ListV1Async(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken)
    {
        List<QuotaDto> all = await ReadAsync(
            uriBuilder.Build("quotas"), QuotasJsonContext.Instance.ListPageQuotaDto, "list quotas", cancellationToken).ConfigureAwait(false);
        QuantumQuota[] quotas = [.. all.Where(quota => providerIds.Count == 0 || Contains(providerIds, quota.ProviderId)).Select(quota => quota.ToModel(client))];

        // Only the list of targets distinguishes a provider without quotas from a provider that does not exist.
        string[] missing = [.. providerIds.Where(id => !Array.Exists(quotas, quota => quota.ProviderId.EqualsIgnoreCase(id)))];
        List<string> known = missing.Length == 0 ? [] : await ReadProvidersAsync(cancellationToken).ConfigureAwait(false);
        return new WorkspaceQuotas(quotas, [.. missing.Where(id => !Contains(known, id))]);
    }

    private async Task<WorkspaceQuotas> ListV2Async(
        IReadOnlyCollection<string> providerIds, QuotaLimits limits, QuantumServiceException? notV1, CancellationToken cancellationToken)
    {
        ProviderResourceDto[] providers = [.. limits.Workspace?.Providers?.OfType<ProviderResourceDto>() ?? []];
        List<string> known = providers.Length > 0
            ? [.. providers.Select(provider => provider.ProviderId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]
            : await ReadProvidersAsync(cancellationToken).ConfigureAwait(false);
        string[] selected = [.. known.Where(id => providerIds.Count == 0 || Contains(providerIds, id))];
        List<QuotaUsageDto>?[] usages = await Task.WhenAll(selected.Select(id => ReadUsagesAsync(id, cancellationToken))).ConfigureAwait(false);
        if (notV1 is not null && selected.Length > 0 && Array.TrueForAll(usages, usage => usage is null))
        {
            throw notV1;
        }

        IEnumerable<QuantumQuota> quotas = selected.Zip(usages).SelectMany(pair => QuotaUsageJoin.Join(
            pair.First, pair.Second ?? [], Array.Find(providers, provider => provider.ProviderId.EqualsIgnoreCase(pair.First)), client));
        return new WorkspaceQuotas([.. quotas], [.. providerIds.Where(id => !Contains(known, id))], limits.Error);
    }

    // The service returns 404 for a provider without quotas.
    private async Task<List<QuotaUsageDto>?> ReadUsagesAsync(string providerId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(
                uriBuilder.Build("quotaUsages", ("providerId", providerId)),
                QuotasJsonContext.Instance.ListPageQuotaUsageDto,
                $"list the quota usage of provider '{providerId}'",
                cancellationToken).ConfigureAwait(false);
        }
        catch (QuantumServiceException exception) when (exception.Kind == QuantumErrorKind.NotFound)
        {
            return null;
        }
    }

    private async Task<QuotaLimits> ReadLimitsAsync(CancellationToken cancellationToken)
    {
        if (!resourceManager.IsAvailable)
        {
            return new QuotaLimits(
                null,
                $"the limits of a workspace of kind V2 are in Azure Resource Manager, which does not accept the {resourceManager.CredentialName}. "
                    + "Connect with a sign-in to read the limits.");
        }

        try
        {
            return new QuotaLimits(await resourceManager.ReadQuotaLimitsAsync(location.Id, cancellationToken).ConfigureAwait(false), null);
        }
        catch (QuantumServiceException exception)
        {
            return new QuotaLimits(null, exception.Message);
        }
    }

    private async Task<List<string>> ReadProvidersAsync(CancellationToken cancellationToken)
    {
        List<string> ids = [];
        await foreach (QuantumTarget target in client.ListTargetsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!Contains(ids, target.ProviderId))
            {
                ids.Add(target.ProviderId);
            }
        }

        return ids;
    }

    private async Task<List<T>> ReadAsync<T>(Uri uri, JsonTypeInfo<ListPage<T>> type, string action, CancellationToken cancellationToken)
        where T : class
    {
        List<T> items = [];
        await foreach (ApiResponse<IReadOnlyList<T>> page in pages.ReadAsync(uri, type, new RequestDescription(action), cancellationToken).ConfigureAwait(false))
        {
            items.AddRange(page.Value.Where(item => item is not null));
        }

        return items;
    }

    private static bool Contains(IEnumerable<string> ids, string? id) => ids.Contains(id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The limits of a workspace of kind V2.</summary>
    /// <param name="Workspace">The workspace in Azure Resource Manager; null if it cannot be read.</param>
    /// <param name="Error">The reason why the workspace cannot be read; null if it was read.</param>
    private sealed record QuotaLimits(WorkspacePropertiesDto? Workspace, string? Error);
}
