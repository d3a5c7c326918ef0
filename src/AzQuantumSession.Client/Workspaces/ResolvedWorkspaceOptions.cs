using System.Security;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>The workspace that connection options or environment variables identify.</summary>
/// <param name="Id">The id of the workspace; null if the workspace must be searched by its name.</param>
/// <param name="Query">The search for the workspace; null if the id is known.</param>
/// <param name="Endpoint">The URI of the data plane; null if it must be looked up.</param>
/// <param name="Location">The region; null if it is not specified.</param>
/// <param name="ApiKey">The key of the connection string; null if there is none.</param>
internal sealed record ResolvedWorkspaceOptions(WorkspaceId? Id, ResourceGraphQuery? Query, Uri? Endpoint, string? Location, SecureString? ApiKey)
{
    /// <summary>Resolves the workspace from the options, or from the environment variables if the options do not specify a workspace.</summary>
    public static ResolvedWorkspaceOptions From(WorkspaceConnectionOptions options, Func<string, string?> environment)
    {
        bool named = options.SubscriptionId is not null || options.ResourceGroupName is not null || options.WorkspaceName is not null;
        ThrowIf(options.ConnectionString is not null && (options.ResourceId is not null || named), "ConnectionString", "a connection string and a resource id or names", "which workspace is meant");
        ThrowIf(options.ConnectionString is not null && options.Location is not null, "Location", "a connection string, which contains an endpoint, and a location", "where the workspace is");
        ThrowIf(options.ResourceId is not null && named, "ResourceId", "a resource id and names", "which workspace is meant");
        CheckCredentials(options);

        string? location = Region.Normalize(options.Location, "Location");
        ResolvedWorkspaceOptions selection;
        if (options.ConnectionString is not null)
        {
            selection = From(Workspaces.ConnectionString.Parse(options.ConnectionString));
        }
        else if (options.ResourceId is not null)
        {
            selection = From(WorkspaceId.Parse(options.ResourceId));
        }
        else if (options is { WorkspaceName: not null, SubscriptionId: null } or { WorkspaceName: not null, ResourceGroupName: null })
        {
            selection = new ResolvedWorkspaceOptions(null, ResourceGraphQuery.Create(options, location), null, null, null);
        }
        else if (named)
        {
            selection = From(new WorkspaceId(options.SubscriptionId, options.ResourceGroupName, options.WorkspaceName));
        }
        else
        {
            selection = EnvironmentWorkspace.Read(environment);
        }

        return selection with
        {
            Endpoint = options.Endpoint is { } endpoint ? EndpointValidator.Check(endpoint, "Endpoint") : selection.Endpoint,
            Location = location ?? selection.Location,
        };
    }

    /// <summary>Creates the options for a workspace id.</summary>
    public static ResolvedWorkspaceOptions From(WorkspaceId id, string? location = null) => new(id, null, null, location, null);

    /// <summary>Creates the options for a connection string.</summary>
    public static ResolvedWorkspaceOptions From(ConnectionString text) =>
        new(text.Workspace, null, text.Endpoint, Region.FromEndpoint(text.Endpoint), text.ApiKey);

    // Only one credential can be used, and the options of a sign-in cannot be combined with a key or a token.
    private static void CheckCredentials(WorkspaceConnectionOptions options)
    {
        (string Part, bool IsGiven)[] credentials =
        [
            ("ConnectionString", options.ConnectionString is not null),
            ("ApiKey", options.ApiKey is not null),
            ("AccessToken", options.AccessToken is not null),
            ("TokenSource", options.TokenSource is not null),
            ("ClientSecret", options.ClientSecret is not null),
            ("CertificatePath", options.CertificatePath is not null),
        ];
        string[] given = [.. credentials.Where(item => item.IsGiven).Select(item => item.Part)];
        if (given.Length > 1)
        {
            string note = given[0] == "ConnectionString" ? " (which contains a key)" : "";
            throw new InvalidWorkspaceException(
                given[1], $"Both {given[0]}{note} and {given[1]} are given, so it is not clear which credential to use. Give one of them.");
        }

        (string Part, bool IsGiven)[] loginParts =
        [
            ("TenantId", options.TenantId is not null),
            ("ClientId", options.ClientId is not null),
            ("CertificatePassword", options.CertificatePassword is not null),
        ];
        bool isLogin = given is [] or ["TokenSource"] or ["ClientSecret"] or ["CertificatePath"];
        if (!isLogin && Array.Find(loginParts, item => item.IsGiven).Part is { } unused)
        {
            throw new InvalidWorkspaceException(unused, $"{unused} cannot be combined with {given[0]}: it is an option of a sign-in, and {given[0]} requires none.");
        }

        if (options.CertificatePassword is not null && options.CertificatePath is null)
        {
            throw new InvalidWorkspaceException("CertificatePath", "CertificatePassword is given without CertificatePath.");
        }
    }

    private static void ThrowIf(bool condition, string part, string both, string ambiguity)
    {
        if (condition)
        {
            throw new InvalidWorkspaceException(part, $"Both {both} are given, so it is not clear {ambiguity}. Give one of them.");
        }
    }
}
