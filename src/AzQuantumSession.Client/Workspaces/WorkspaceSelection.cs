using System.Security;

namespace AzQuantumSession.Client;

/// <summary>Which workspace is meant, and what was said about the way to it.</summary>
/// <param name="Id">The workspace.</param>
/// <param name="Endpoint">The data plane's address; null where it is to be found.</param>
/// <param name="Location">The region; null where it was not said.</param>
/// <param name="ApiKey">The key that came with it; null for none.</param>
internal sealed record WorkspaceSelection(WorkspaceId Id, Uri? Endpoint, string? Location, SecureString? ApiKey)
{
    /// <summary>Settles what the options, or else the environment, mean.</summary>
    public static WorkspaceSelection Of(WorkspaceConnectionOptions options, Func<string, string?> environment)
    {
        bool named = options.SubscriptionId is not null || options.ResourceGroupName is not null || options.WorkspaceName is not null;
        Refuse(options.ConnectionString is not null && (options.ResourceId is not null || named), "ConnectionString", "a connection string and a resource id or names", "which workspace is meant");
        Refuse(options.ConnectionString is not null && options.ApiKey is not null, "ApiKey", "a connection string, which holds a key, and an API key", "which key to use");
        Refuse(options.ConnectionString is not null && options.AccessToken is not null, "AccessToken", "a connection string, which holds a key, and an access token", "which of them to use");
        Refuse(options.ConnectionString is not null && options.Location is not null, "Location", "a connection string, which holds an address, and a location", "where the workspace is");
        Refuse(options.ResourceId is not null && named, "ResourceId", "a resource id and names", "which workspace is meant");
        Refuse(options.ApiKey is not null && options.AccessToken is not null, "AccessToken", "an API key and an access token", "which of them to use");

        WorkspaceSelection selection;
        if (options.ConnectionString is not null)
        {
            selection = Of(AzQuantumSession.Client.ConnectionString.Parse(options.ConnectionString));
        }
        else if (options.ResourceId is not null)
        {
            selection = new WorkspaceSelection(WorkspaceId.Parse(options.ResourceId), null, null, null);
        }
        else if (named)
        {
            selection = new WorkspaceSelection(
                new WorkspaceId(options.SubscriptionId, options.ResourceGroupName, options.WorkspaceName), null, null, null);
        }
        else
        {
            selection = EnvironmentWorkspace.Read(environment);
        }

        return selection with
        {
            Endpoint = options.Endpoint is { } given ? EndpointRule.Check(given, "Endpoint") : selection.Endpoint,
            Location = Region.Normalize(options.Location, "Location") ?? selection.Location,
        };
    }

    /// <summary>What a connection string says.</summary>
    public static WorkspaceSelection Of(ConnectionString text) =>
        new(text.Workspace, text.Endpoint, Region.Of(text.Endpoint), text.ApiKey);

    private static void Refuse(bool contradiction, string part, string both, string question)
    {
        if (contradiction)
        {
            throw new InvalidWorkspaceException(part, $"Both {both} are given, so it is not clear {question}. Give one of them.");
        }
    }
}
