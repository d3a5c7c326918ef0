using System.Security;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Workspaces;

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
        WorkspaceCredential credential = ChooseCredential(options, selection);
        try
        {
            ResourceManagerConnection resourceManager = CreateResourceManagerConnection(options, credential);
            WorkspaceLocation location = await LocateAsync(options, selection, resourceManager, cancellationToken).ConfigureAwait(false);
            WorkspaceClient client = new(location, credential, resourceManager, version, options.Host, _settings);
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

    /// <inheritdoc/>
    public IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? version = CheckVersion(options.ApiVersion);
        WorkspaceCredential credential = ChooseCredential(options, new ResolvedWorkspaceOptions());
        try
        {
            ResourceManagerConnection resourceManager = CreateResourceManagerConnection(options, credential);
            return ReadAsync(WorkspaceClient.ListWorkspacesAsync(credential, resourceManager, version, options.Host, _settings, cancellationToken));
        }
        catch (InvalidWorkspaceException)
        {
            credential.Dispose();
            throw;
        }

        // The clients of the workspaces share the credential, so the list gives it up when it ends.
        async IAsyncEnumerable<QuantumWorkspace> ReadAsync(IAsyncEnumerable<QuantumWorkspace> workspaces)
        {
            using WorkspaceCredential owned = credential;
            await foreach (QuantumWorkspace workspace in workspaces.ConfigureAwait(false))
            {
                yield return workspace;
            }
        }
    }

    private ResourceManagerConnection CreateResourceManagerConnection(WorkspaceConnectionOptions options, WorkspaceCredential credential) => new(
        options.ResourceManagerEndpoint is { } endpoint ? EndpointValidator.Check(endpoint, "ResourceManagerEndpoint") : null,
        AzureCloud.From(options.Environment),
        credential,
        options.Host,
        _settings);

    private static async Task<WorkspaceLocation> LocateAsync(
        WorkspaceConnectionOptions options,
        ResolvedWorkspaceOptions selection,
        ResourceManagerConnection resourceManager,
        CancellationToken cancellationToken)
    {
        AzureCloud cloud = AzureCloud.From(options.Environment);
        if (selection.Id is not { } id)
        {
            ResourceGraphQuery query = selection.Query!;
            WorkspaceLocation found = await CreateResourceManagerClient(
                query.ScopeDescription,
                $"Workspace '{query.Name}' cannot be found by its name",
                "give -ResourceGroupName and -SubscriptionId, and -Location or -Endpoint").FindAsync(query, cancellationToken).ConfigureAwait(false);
            return found with { Endpoint = selection.Endpoint ?? found.Endpoint };
        }

        if (selection.Endpoint is { } endpoint)
        {
            return new WorkspaceLocation(id, endpoint, selection.Location, null);
        }

        if (selection.Location is { } region)
        {
            return cloud.Name == AzureEnvironment.AzureCloud
                ? new WorkspaceLocation(id, Region.DataPlane(region, null), region, null)
                : throw new InvalidWorkspaceException(
                    "Location",
                    $"Location cannot be combined with Environment '{cloud.Name}': only the public cloud determines the endpoint from the region. "
                        + "Give -Endpoint, or neither.");
        }

        return await CreateResourceManagerClient(
            $"resource group '{id.ResourceGroupName}' of subscription '{id.SubscriptionId}'",
            $"The location of workspace '{id.WorkspaceName}' cannot be looked up",
            "give -Location or -Endpoint").FindAsync(id, cancellationToken).ConfigureAwait(false);

        ResourceManagerClient CreateResourceManagerClient(string where, string failure, string needed) => resourceManager.CreateClient(
            where,
            credential => new InvalidWorkspaceException(
                "Location",
                credential is WorkspaceCredential.Given
                    ? $"{failure} with an access token for the workspace: {needed}."
                    : $"{failure} with an API key: {needed}, or use the connection string, which contains the endpoint."));
    }

    private static string? CheckVersion(string? version) => version is null || VersionPattern().IsMatch(version)
        ? version
        : throw new InvalidWorkspaceException("ApiVersion", $"ApiVersion '{version}' is not a valid API version, such as 2026-01-15-preview.");

    private WorkspaceCredential ChooseCredential(WorkspaceConnectionOptions options, ResolvedWorkspaceOptions selection) => options switch
    {
        // An explicit credential takes precedence over the key in the connection string of the environment.
        { AccessToken: { } token } => new WorkspaceCredential.Given(CopyValidated(token, "AccessToken"), _settings.TimeProvider),
        { ApiKey: { } key } => new WorkspaceCredential.ApiKey(CopyValidated(key, "ApiKey")),
        { TokenSource: null, ClientSecret: null, CertificatePath: null } when selection.ApiKey is { } key => new WorkspaceCredential.ApiKey(key),
        _ => new WorkspaceCredential.SignedIn(CredentialOptions.From(options), _settings),
    };

    private static SecureString CopyValidated(SecureString secret, string parameterName) => secret.IsHeaderValue()
        ? secret.CopyReadOnly()
        : throw new InvalidWorkspaceException(parameterName, secret.Length == 0
            ? $"{parameterName} is empty."
            : $"{parameterName} contains spaces or other invalid characters. Copy it again.");

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
