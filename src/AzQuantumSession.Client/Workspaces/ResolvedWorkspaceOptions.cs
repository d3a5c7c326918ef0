using System.Security;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Which workspace is meant, and what was said about the way to it.</summary>
/// <param name="Id">The workspace; null where it is to be found by its name.</param>
/// <param name="Query">What is known of a workspace that is to be found; null for one whose id is known.</param>
/// <param name="Endpoint">The data plane's address; null where it is to be found.</param>
/// <param name="Location">The region; null where it was not said.</param>
/// <param name="ApiKey">The key that came with it; null for none.</param>
internal sealed record ResolvedWorkspaceOptions(WorkspaceId? Id, ResourceGraphQuery? Query, Uri? Endpoint, string? Location, SecureString? ApiKey)
{
    /// <summary>Settles what the options, or else the environment, mean.</summary>
    public static ResolvedWorkspaceOptions From(WorkspaceConnectionOptions options, Func<string, string?> environment)
    {
        bool named = options.SubscriptionId is not null || options.ResourceGroupName is not null || options.WorkspaceName is not null;
        Refuse(options.ConnectionString is not null && (options.ResourceId is not null || named), "ConnectionString", "a connection string and a resource id or names", "which workspace is meant");
        Refuse(options.ConnectionString is not null && options.Location is not null, "Location", "a connection string, which holds an address, and a location", "where the workspace is");
        Refuse(options.ResourceId is not null && named, "ResourceId", "a resource id and names", "which workspace is meant");
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
            Endpoint = options.Endpoint is { } given ? EndpointValidator.Check(given, "Endpoint") : selection.Endpoint,
            Location = location ?? selection.Location,
        };
    }

    /// <summary>A workspace whose id is known, and nothing else.</summary>
    public static ResolvedWorkspaceOptions From(WorkspaceId id, string? location = null) => new(id, null, null, location, null);

    /// <summary>What a connection string says.</summary>
    public static ResolvedWorkspaceOptions From(ConnectionString text) =>
        new(text.Workspace, null, text.Endpoint, Region.FromEndpoint(text.Endpoint), text.ApiKey);

    // One credential at a time; and what belongs to a login does not go with a key or a token.
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
            string holds = given[0] == "ConnectionString" ? " (it holds a key)" : "";
            throw new InvalidWorkspaceException(
                given[1], $"Both {given[0]}{holds} and {given[1]} are given, so it is not clear which credential to use. Give one of them.");
        }

        (string Part, bool IsGiven)[] loginParts =
        [
            ("TenantId", options.TenantId is not null),
            ("ClientId", options.ClientId is not null),
            ("CertificatePassword", options.CertificatePassword is not null),
        ];
        bool isLogin = given is [] or ["TokenSource"] or ["ClientSecret"] or ["CertificatePath"];
        if (!isLogin && Array.Find(loginParts, item => item.IsGiven).Part is { } stray)
        {
            throw new InvalidWorkspaceException(stray, $"{stray} does not go with {given[0]}: it belongs to a login, and {given[0]} needs none.");
        }

        if (options.CertificatePassword is not null && options.CertificatePath is null)
        {
            throw new InvalidWorkspaceException("CertificatePath", "CertificatePassword is given without CertificatePath.");
        }
    }

    private static void Refuse(bool contradiction, string part, string both, string question)
    {
        if (contradiction)
        {
            throw new InvalidWorkspaceException(part, $"Both {both} are given, so it is not clear {question}. Give one of them.");
        }
    }
}
