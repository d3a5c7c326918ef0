using System.Security;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Sessions;
using AzQuantumSession.Client.Workspaces;

namespace AzQuantumSession.Client;

/// <summary>Connects workspaces over REST. The module creates this type by its name.</summary>
public sealed partial class WorkspaceClientFactory : IWorkspaceClientFactory
{
    private readonly WorkspaceClientSettings _settings;
    private readonly WorkspaceLocationCache _locations = new();

    /// <summary>Creates a factory with the default settings.</summary>
    public WorkspaceClientFactory()
        : this(new WorkspaceClientSettings())
    {
        // Meanwhile, the first command connects the workspace and sends its request, which takes about as long.
        _ = Task.Run(SessionsJsonContext.Prepare);
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
            WorkspaceLocation location = await new WorkspaceLocator(options, selection, credential, resourceManager)
                .LocateAsync(cancellationToken).ConfigureAwait(false);
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
        _settings,
        _locations);

    private static string? CheckVersion(string? version) => version is null || VersionPattern().IsMatch(version)
        ? version
        : throw new InvalidWorkspaceException("ApiVersion", $"ApiVersion '{version}' is not a valid API version, such as 2026-01-15-preview.");

    private WorkspaceCredential ChooseCredential(WorkspaceConnectionOptions options, ResolvedWorkspaceOptions selection) => options switch
    {
        // An explicit credential takes precedence over the key in the connection string of the environment.
        { AccessToken: { } token } => new WorkspaceCredential.Given(CopyValidated(token, "AccessToken"), _settings.TimeProvider),
        { ApiKey: { } key } => new WorkspaceCredential.ApiKey(CopyValidated(key, "ApiKey")),
        { TokenSource: null, ClientSecret: null, CertificatePath: null } when selection.ApiKey is { } key => new WorkspaceCredential.ApiKey(key),
        _ => new WorkspaceCredential.SignedIn(CredentialOptions.From(options, selection.TenantId), _settings),
    };

    private static SecureString CopyValidated(SecureString secret, string parameterName) => secret.IsHeaderValue()
        ? secret.CopyReadOnly()
        : throw new InvalidWorkspaceException(parameterName, secret.Length == 0
            ? $"{parameterName} is empty."
            : $"{parameterName} contains spaces or other invalid characters. Copy it again.");

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
