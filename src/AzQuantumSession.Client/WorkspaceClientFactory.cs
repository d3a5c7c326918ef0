using System.Security;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Workspaces;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Client;

/// <summary>Connects workspaces over REST. The module creates this type by its name.</summary>
public sealed partial class WorkspaceClientFactory : IWorkspaceClientFactory
{
    private readonly WorkspaceClientSettings _settings;

    /// <summary>Creates a factory with the default settings.</summary>
    public WorkspaceClientFactory()
        : this(new WorkspaceClientSettings())
    {
    }

    internal WorkspaceClientFactory(WorkspaceClientSettings settings) => _settings = settings;

    /// <summary>Returns the client of a connected workspace, for programs that use this library without PowerShell.</summary>
    /// <param name="workspace">The workspace that <see cref="ConnectAsync"/> returned.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The workspace is not connected.</exception>
    public static IWorkspaceClient GetClient(QuantumWorkspace workspace)
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
        ResolvedWorkspaceOptions selection = ResolvedWorkspaceOptions.From(options, _settings.Environment);
        string? version = CheckVersion(options.ApiVersion);
        Uri? resourceManager = options.ResourceManagerEndpoint is { } endpoint ? EndpointValidator.Check(endpoint, "ResourceManagerEndpoint") : null;
        WorkspaceCredential credential = ChooseCredential(options, selection);
        try
        {
            (WorkspaceId id, WorkspaceLocation location) = await ResolveWorkspaceAsync(options, selection, credential, resourceManager, cancellationToken)
                .ConfigureAwait(false);
            WorkspaceClient client = new(id, location, credential, version, options.Host, _settings);
            if (!options.SkipValidation)
            {
                await client.ValidateAsync(cancellationToken).ConfigureAwait(false);
            }

            return client.Workspace;
        }
        catch
        {
            credential.Dispose();
            throw;
        }
    }

    private async Task<(WorkspaceId Id, WorkspaceLocation Location)> ResolveWorkspaceAsync(
        WorkspaceConnectionOptions options,
        ResolvedWorkspaceOptions selection,
        WorkspaceCredential credential,
        Uri? resourceManager,
        CancellationToken cancellationToken)
    {
        AzureCloud cloud = AzureCloud.From(options.Environment);
        if (selection.Id is not { } id)
        {
            ResourceGraphQuery query = selection.Query!;
            ResourceManagerClient graph = CreateResourceManagerClient(
                cloud, query.ScopeDescription, $"Workspace '{query.Name}' cannot be found by its name", "give -ResourceGroupName and -SubscriptionId, and -Location or -Endpoint", credential, resourceManager, options.Host);
            (WorkspaceId found, WorkspaceLocation place) = await graph.FindAsync(query, cancellationToken).ConfigureAwait(false);
            return (found, selection.Endpoint is { } specified ? place with { Endpoint = specified } : place);
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
                    "Location", $"Location cannot be combined with Environment '{cloud.Name}': only the public cloud determines the endpoint from the region. Give -Endpoint, or neither.");
        }

        ResourceManagerClient manager = CreateResourceManagerClient(
            cloud,
            $"resource group '{id.ResourceGroupName}' of subscription '{id.SubscriptionId}'",
            $"The location of workspace '{id.WorkspaceName}' cannot be looked up",
            "give -Location or -Endpoint",
            credential,
            resourceManager,
            options.Host);
        return (id, await manager.FindAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private static string? CheckVersion(string? version) => version is null || VersionPattern().IsMatch(version)
        ? version
        : throw new InvalidWorkspaceException("ApiVersion", $"ApiVersion '{version}' is not a valid API version, such as 2026-01-15-preview.");

    private WorkspaceCredential ChooseCredential(WorkspaceConnectionOptions options, ResolvedWorkspaceOptions selection)
    {
        // An explicit credential takes precedence over the key in the connection string of the environment.
        if (options.AccessToken is { } token)
        {
            return new WorkspaceCredential.Given(CopyValidated(token, "AccessToken"), _settings.TimeProvider);
        }

        if (options.ApiKey is { } key)
        {
            return new WorkspaceCredential.ApiKey(CopyValidated(key, "ApiKey"));
        }

        bool isLoginGiven = options.TokenSource is not null || options.ClientSecret is not null || options.CertificatePath is not null;
        return selection.ApiKey is { } apiKey && !isLoginGiven
            ? new WorkspaceCredential.ApiKey(apiKey)
            : new WorkspaceCredential.SignedIn(CredentialOptions.From(options), _settings);
    }

    private static SecureString CopyValidated(SecureString secret, string parameterName)
    {
        if (!SecureStringExtensions.IsHeaderValue(secret))
        {
            throw new InvalidWorkspaceException(parameterName, secret.Length == 0
                ? $"{parameterName} is empty."
                : $"{parameterName} contains spaces or other invalid characters. Copy it again.");
        }

        return SecureStringExtensions.Copy(secret);
    }

    private ResourceManagerClient CreateResourceManagerClient(
        AzureCloud cloud, string where, string failure, string needed, WorkspaceCredential credential, Uri? endpoint, string? host)
    {
        Uri uri = endpoint ?? cloud.ResourceManager;
        HttpPipelinePolicy policy = credential switch
        {
            WorkspaceCredential.SignedIn signedIn => signedIn.ForResourceManager(uri),
            WorkspaceCredential.Given token when endpoint is not null => new TokenPolicy(token.Tokens, uri),
            WorkspaceCredential.Given => throw new InvalidWorkspaceException(
                "Location", $"{failure} with an access token for the workspace: {needed}."),
            _ => throw new InvalidWorkspaceException(
                "Location", $"{failure} with an API key: {needed}, or use the connection string, which contains the endpoint."),
        };
        return new ResourceManagerClient(uri, where, credential, policy, host, _settings);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
