using System.Security;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>The workspace that connection options or environment variables identify.</summary>
/// <param name="Id">The id of the workspace; null if the workspace must be searched by its name.</param>
/// <param name="Query">The search for the workspace; null if the id is known.</param>
/// <param name="Endpoint">The URI of the data plane; null if it must be looked up.</param>
/// <param name="Location">The region; null if it is not specified.</param>
/// <param name="ApiKey">The key of the connection string; null if there is none.</param>
/// <param name="TenantId">The tenant that the connection string requires a sign-in to; null if there is none.</param>
internal sealed record ResolvedWorkspaceOptions(
    WorkspaceId? Id = null,
    ResourceGraphQuery? Query = null,
    Uri? Endpoint = null,
    string? Location = null,
    SecureString? ApiKey = null,
    string? TenantId = null)
{
    /// <summary>Resolves the workspace from the options, or from the environment variables if the options do not specify a workspace.</summary>
    public static ResolvedWorkspaceOptions From(WorkspaceConnectionOptions options, Func<string, string?> environment)
    {
        bool isNamed = options.SubscriptionId is not null || options.ResourceGroupName is not null || options.WorkspaceName is not null;
        if (options.ConnectionString is not null)
        {
            ThrowIf(options.ResourceId is not null || isNamed, "ConnectionString", "a connection string and a resource id or names", "which workspace is meant");
            ThrowIf(options.Location is not null, "Location", "a connection string, which contains an endpoint, and a location", "where the workspace is");
        }

        ThrowIf(options.ResourceId is not null && isNamed, "ResourceId", "a resource id and names", "which workspace is meant");
        ResolvedWorkspaceOptions? text = options.ConnectionString is { } connectionString ? ConnectionString.Parse(connectionString) : null;
        CheckCredentials(options, text?.TenantId);

        string? location = Region.Normalize(options.Location, "Location");
        ResolvedWorkspaceOptions selection = text ?? options switch
        {
            { ResourceId: { } id } => new(WorkspaceId.Parse(id)),
            { WorkspaceName: not null, SubscriptionId: null } or { WorkspaceName: not null, ResourceGroupName: null } =>
                new(Query: ResourceGraphQuery.Create(options, location)),
            _ when isNamed => new(new WorkspaceId(options.SubscriptionId, options.ResourceGroupName, options.WorkspaceName)),
            _ => EnvironmentWorkspace.Read(environment),
        };
        return selection with
        {
            Endpoint = options.Endpoint is { } endpoint ? EndpointValidator.Check(endpoint, "Endpoint") : selection.Endpoint,
            Location = location ?? selection.Location,
        };
    }

    // Only one credential can be used, and the options of a sign-in cannot be combined with a key or a token.
    private static void CheckCredentials(WorkspaceConnectionOptions options, string? textTenant)
    {
        if (textTenant is not null && NamesOfGiven(
            ("ApiKey", options.ApiKey), ("AccessToken", options.AccessToken), ("TenantId", options.TenantId)) is [string excluded, ..])
        {
            throw new InvalidWorkspaceException(
                excluded, $"{excluded} cannot be combined with ConnectionString: the connection string requires a sign-in to tenant '{textTenant}'.");
        }

        List<string> credentials = NamesOfGiven(
            ("ConnectionString", textTenant is null ? options.ConnectionString : null),
            ("ApiKey", options.ApiKey),
            ("AccessToken", options.AccessToken),
            ("TokenSource", options.TokenSource),
            ("ClientSecret", options.ClientSecret),
            ("CertificatePath", options.CertificatePath));
        if (credentials is [string first, string second, ..])
        {
            string note = first == "ConnectionString" ? " (which contains a key)" : "";
            throw new InvalidWorkspaceException(
                second, $"Both {first}{note} and {second} are given, so it is not clear which credential to use. Give one of them.");
        }

        List<string> signIn = NamesOfGiven(
            ("TenantId", options.TenantId), ("ClientId", options.ClientId), ("CertificatePassword", options.CertificatePassword));
        if (credentials is [("ConnectionString" or "ApiKey" or "AccessToken") and string credential] && signIn is [string unused, ..])
        {
            throw new InvalidWorkspaceException(
                unused, $"{unused} cannot be combined with {credential}: it is an option of a sign-in, and {credential} requires none.");
        }

        if (options.CertificatePassword is not null && options.CertificatePath is null)
        {
            throw new InvalidWorkspaceException("CertificatePath", "CertificatePassword is given without CertificatePath.");
        }
    }

    private static List<string> NamesOfGiven(params (string Name, object? Value)[] options)
    {
        List<string> names = [];
        foreach ((string name, object? value) in options)
        {
            if (value is not null)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static void ThrowIf(bool condition, string part, string both, string ambiguity)
    {
        if (condition)
        {
            throw new InvalidWorkspaceException(part, $"Both {both} are given, so it is not clear {ambiguity}. Give one of them.");
        }
    }
}
