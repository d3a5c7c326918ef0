using System.Security;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>Connects workspaces over REST. This is the type that the module makes by its name.</summary>
public sealed partial class WorkspaceClientFactory : IWorkspaceClientFactory
{
    private readonly WorkspaceClientSettings _settings;

    /// <summary>Makes the factory for use in the wild.</summary>
    public WorkspaceClientFactory()
        : this(new WorkspaceClientSettings())
    {
    }

    internal WorkspaceClientFactory(WorkspaceClientSettings settings) => _settings = settings;

    /// <summary>The client of a connected workspace, for programs that use this library without PowerShell.</summary>
    /// <param name="workspace">What <see cref="ConnectAsync"/> gave.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The workspace is only named, not connected.</exception>
    public static IWorkspaceClient ClientOf(QuantumWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace.Client ?? throw new ArgumentException($"Workspace '{workspace.Name}' is not connected.", nameof(workspace));
    }

    /// <inheritdoc/>
    public byte[] WriteJson(object? value) => JsonValueWriter.ToUtf8(value);

    /// <inheritdoc/>
    public async Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        WorkspaceSelection selection = WorkspaceSelection.Of(options, _settings.Environment);
        string? version = CheckVersion(options.ApiVersion);
        Uri? resourceManager = options.ResourceManagerEndpoint is { } given ? EndpointRule.Check(given, "ResourceManagerEndpoint") : null;
        WorkspaceCredential credential = ChooseCredential(options, selection);
        try
        {
            (WorkspaceId id, WorkspaceLocation location) = await LocateAsync(options, selection, credential, resourceManager, cancellationToken)
                .ConfigureAwait(false);
            WorkspaceClient client = new(id, location, credential, version, options.Host, _settings);
            if (!options.SkipValidation)
            {
                await client.ProveAsync(cancellationToken).ConfigureAwait(false);
            }

            return client.Workspace;
        }
        catch
        {
            credential.Dispose();
            throw;
        }
    }

    private async Task<(WorkspaceId Id, WorkspaceLocation Location)> LocateAsync(
        WorkspaceConnectionOptions options,
        WorkspaceSelection selection,
        WorkspaceCredential credential,
        Uri? resourceManager,
        CancellationToken cancellationToken)
    {
        Cloud cloud = Cloud.Of(options.Environment);
        if (selection.Id is not { } id)
        {
            WorkspaceQuery query = selection.Query!;
            ResourceManagerClient graph = LookUp(
                cloud, query.Where, $"Workspace '{query.Name}' cannot be found by its name", "give -ResourceGroupName and -SubscriptionId, and -Location or -Endpoint", credential, resourceManager, options.Host);
            (WorkspaceId found, WorkspaceLocation place) = await graph.FindAsync(query, cancellationToken).ConfigureAwait(false);
            return (found, selection.Endpoint is { } own ? place with { Endpoint = own } : place);
        }

        if (selection.Endpoint is { } endpoint)
        {
            return (id, new WorkspaceLocation(endpoint, selection.Location, null));
        }

        if (selection.Location is { } region)
        {
            return cloud.Name == AzureEnvironment.AzureCloud
                ? (id, new WorkspaceLocation(Region.DataPlane(region, null), region, null))
                : throw new InvalidWorkspaceException(
                    "Location", $"Location does not go with Environment '{cloud.Name}': the address follows from the region in the public cloud only. Give -Endpoint, or neither.");
        }

        ResourceManagerClient manager = LookUp(
            cloud,
            $"resource group '{id.ResourceGroupName}' of subscription '{id.SubscriptionId}'",
            $"Where workspace '{id.WorkspaceName}' is cannot be looked up",
            "give -Location or -Endpoint",
            credential,
            resourceManager,
            options.Host);
        return (id, await manager.FindAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private static string? CheckVersion(string? version) => version is null || VersionPattern().IsMatch(version)
        ? version
        : throw new InvalidWorkspaceException("ApiVersion", $"ApiVersion '{version}' is not one of the service's versions, which look like 2026-01-15-preview.");

    private WorkspaceCredential ChooseCredential(WorkspaceConnectionOptions options, WorkspaceSelection selection)
    {
        // What was given outright comes before what the environment's connection string holds.
        if (options.AccessToken is { } token)
        {
            return new WorkspaceCredential.Given(Copy(token, "AccessToken"), _settings.TimeProvider);
        }

        if (options.ApiKey is { } key)
        {
            return new WorkspaceCredential.ApiKey(Copy(key, "ApiKey"));
        }

        bool isLoginGiven = options.TokenSource is not null || options.ClientSecret is not null || options.CertificatePath is not null;
        return selection.ApiKey is { } own && !isLoginGiven
            ? new WorkspaceCredential.ApiKey(own)
            : new WorkspaceCredential.SignedIn(Login.Of(options), _settings);
    }

    private static SecureString Copy(SecureString secret, string part)
    {
        if (!SecureText.IsHeaderValue(secret))
        {
            throw new InvalidWorkspaceException(part, secret.Length == 0
                ? $"{part} is empty."
                : $"{part} holds blanks or other characters that it cannot have. Copy it again.");
        }

        return SecureText.Copy(secret);
    }

    private ResourceManagerClient LookUp(
        Cloud cloud, string where, string failure, string needed, WorkspaceCredential credential, Uri? endpoint, string? host)
    {
        Uri address = endpoint ?? cloud.ResourceManager;
        HttpPipelinePolicy policy = credential switch
        {
            WorkspaceCredential.SignedIn signedIn => signedIn.ForResourceManager(address),
            WorkspaceCredential.Given token when endpoint is not null => new TokenPolicy(token.Tokens, address),
            WorkspaceCredential.Given => throw new InvalidWorkspaceException(
                "Location", $"{failure} with an access token for the workspace: {needed}."),
            _ => throw new InvalidWorkspaceException(
                "Location", $"{failure} with an API key: {needed}, or use the connection string, which holds the address."),
        };
        return new ResourceManagerClient(address, where, credential, policy, host, _settings);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-preview)?\z", RegexOptions.ECMAScript)]
    private static partial Regex VersionPattern();
}
