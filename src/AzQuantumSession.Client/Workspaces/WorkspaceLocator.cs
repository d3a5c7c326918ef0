using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Finds the endpoint of the workspace that connection options or environment variables identify.</summary>
/// <param name="options">The options.</param>
/// <param name="selection">The workspace.</param>
/// <param name="credential">The credential of the connection.</param>
/// <param name="resourceManager">The access of the credential to Azure Resource Manager.</param>
internal sealed class WorkspaceLocator(
    WorkspaceConnectionOptions options,
    ResolvedWorkspaceOptions selection,
    WorkspaceCredential credential,
    ResourceManagerConnection resourceManager)
{
    /// <summary>
    /// Returns the endpoint that the user specified, or the endpoint from Azure Resource Manager, or the endpoint of the region. The region
    /// doesn't determine the kind of the workspace, so it is used only if Azure Resource Manager doesn't return the endpoint
    /// (docs/service.md, section 1.3).
    /// </summary>
    /// <exception cref="InvalidWorkspaceException">The options don't identify the endpoint.</exception>
    /// <exception cref="QuantumServiceException">The workspace cannot be looked up, and its region is not known.</exception>
    public async Task<WorkspaceLocation> LocateAsync(CancellationToken cancellationToken)
    {
        if (selection.Id is not { } id)
        {
            return await FindByNameAsync(selection.Query!, cancellationToken).ConfigureAwait(false);
        }

        if (selection.Endpoint is { } endpoint)
        {
            return new WorkspaceLocation(id, endpoint, selection.Location, null);
        }

        if (selection.Location is { } region)
        {
            WorkspaceLocation regional = new(id, GetRegionalEndpoint(region), region, null);
            return resourceManager.IsAvailable ? await LocateOrUseAsync(regional, cancellationToken).ConfigureAwait(false) : regional;
        }

        return resourceManager.IsAvailable
            ? await resourceManager.LocateAsync(id, isOptional: false, cancellationToken).ConfigureAwait(false)
            : throw Reject($"The location of workspace '{id.WorkspaceName}' cannot be looked up", "give -Location or -Endpoint");
    }

    private async Task<WorkspaceLocation> FindByNameAsync(ResourceGraphQuery query, CancellationToken cancellationToken)
    {
        ResourceManagerClient client = resourceManager.CreateClient(query.ScopeDescription, _ => Reject(
            $"Workspace '{query.Name}' cannot be found by its name", "give -ResourceGroupName and -SubscriptionId, and -Location or -Endpoint"));
        WorkspaceLocation found = await client.FindAsync(query, cancellationToken).ConfigureAwait(false);
        return found with { Endpoint = selection.Endpoint ?? found.Endpoint };
    }

    private async Task<WorkspaceLocation> LocateOrUseAsync(WorkspaceLocation regional, CancellationToken cancellationToken)
    {
        if (!options.SkipValidation)
        {
            // A failed sign-in is an error of the connection, and not a reason to use the region.
            await credential.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await resourceManager.LocateAsync(regional.Id, isOptional: true, cancellationToken).ConfigureAwait(false);
        }
        catch (QuantumServiceException exception)
        {
            ClientHost.Current?.WriteVerbose(
                $"Azure Resource Manager did not return the endpoint of workspace '{regional.Id.WorkspaceName}'. "
                    + $"The client uses the endpoint of region '{regional.Location}', {regional.Endpoint} Reason: {exception.Message}");
            return regional;
        }
    }

    private Uri GetRegionalEndpoint(string region) => options.Environment == AzureEnvironment.AzureCloud
        ? Region.DataPlane(region, null)
        : throw new InvalidWorkspaceException(
            "Location",
            $"Location cannot be combined with Environment '{options.Environment}': only the public cloud determines the endpoint from the region. "
                + "Give -Endpoint, or neither.");

    private InvalidWorkspaceException Reject(string failure, string needed) => new(
        "Location",
        credential is WorkspaceCredential.Given
            ? $"{failure} with an access token for the workspace: {needed}."
            : $"{failure} with an API key: {needed}, or use the connection string, which contains the endpoint.");
}
