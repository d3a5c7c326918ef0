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
    public async Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        WorkspaceSelection selection = WorkspaceSelection.Of(options, _settings.Environment);
        string? version = CheckVersion(options.ApiVersion);
        Uri? resourceManager = options.ResourceManagerEndpoint is { } given ? EndpointRule.Check(given, "ResourceManagerEndpoint") : null;
        WorkspaceCredential credential = ChooseCredential(options, selection);

        WorkspaceLocation location = selection switch
        {
            { Endpoint: { } endpoint } => new WorkspaceLocation(endpoint, selection.Location, null),
            { Location: { } region } => new WorkspaceLocation(Region.DataPlane(region, null), region, null),
            _ => await LookUp(selection.Id, credential, resourceManager, options.Host)
                .FindAsync(selection.Id, cancellationToken).ConfigureAwait(false),
        };
        return new WorkspaceClient(selection.Id, location, credential, version, options.Host, _settings).Workspace;
    }

    private static string? CheckVersion(string? version) => version is null || VersionPattern().IsMatch(version)
        ? version
        : throw new InvalidWorkspaceException("ApiVersion", $"ApiVersion '{version}' is not one of the service's versions, which look like 2026-01-15-preview.");

    private WorkspaceCredential ChooseCredential(WorkspaceConnectionOptions options, WorkspaceSelection selection)
    {
        // What was given outright comes before what the environment's connection string holds.
        if (options.AccessToken is { } token)
        {
            return new WorkspaceCredential.Given(Copy(token, "AccessToken"));
        }

        if (options.ApiKey is { } key)
        {
            return new WorkspaceCredential.ApiKey(Copy(key, "ApiKey"));
        }

        return selection.ApiKey is { } own ? new WorkspaceCredential.ApiKey(own) : new WorkspaceCredential.Default(_settings);
    }

    private static SecureString Copy(SecureString secret, string part)
    {
        if (!SecureText.IsHeaderValue(secret))
        {
            throw new InvalidWorkspaceException(part, secret.Length == 0
                ? $"{part} is empty."
                : $"{part} holds blanks or other characters that it cannot have. Copy it again.");
        }

        SecureString copy = secret.Copy();
        copy.MakeReadOnly();
        return copy;
    }

    private ResourceManagerClient LookUp(WorkspaceId id, WorkspaceCredential credential, Uri? endpoint, string? host)
    {
        const string Needed = "give -Location or -Endpoint";
        Uri address = endpoint ?? ResourceManagerClient.PublicEndpoint;
        HttpPipelinePolicy policy = credential switch
        {
            WorkspaceCredential.Default signedIn => signedIn.ForResourceManager(address),
            WorkspaceCredential.Given token when endpoint is not null => new TokenPolicy(token.Tokens, address),
            WorkspaceCredential.Given => throw new InvalidWorkspaceException(
                "Location",
                $"Where workspace '{id.WorkspaceName}' is cannot be looked up with an access token for the workspace: {Needed}."),
            _ => throw new InvalidWorkspaceException(
                "Location",
                $"Where workspace '{id.WorkspaceName}' is cannot be looked up with an API key: {Needed}, or use the connection string, which holds the address."),
        };
        return new ResourceManagerClient(address, id, credential, policy, host, _settings);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-preview)?\z", RegexOptions.ECMAScript)]
    private static partial Regex VersionPattern();
}
