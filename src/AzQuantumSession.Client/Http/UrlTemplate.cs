namespace AzQuantumSession.Client.Http;

/// <summary>Replaces the values in the path of a URI by their names, because traces contain no inputs.</summary>
internal static class UrlTemplate
{
    private const string Workspace = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Quantum/workspaces/{workspaceName}";

    // The operations in docs/service.md, and the requests of sign-ins. A template with more text is before one that also matches its paths.
    private static readonly string[] Templates =
    [
        $"{Workspace}/sessions/{{sessionId}}:close",
        $"{Workspace}/sessions/{{sessionId}}/jobs",
        $"{Workspace}/sessions/{{sessionId}}",
        $"{Workspace}/sessions",
        $"{Workspace}/jobs/{{jobId}}:cancel",
        $"{Workspace}/jobs/{{jobId}}",
        $"{Workspace}/jobs",
        $"{Workspace}/topLevelItems",
        $"{Workspace}/providerStatus",
        $"{Workspace}/quotas",
        $"{Workspace}/quotaUsages",
        $"{Workspace}/storage/sasUri",
        Workspace,
        "/providers/Microsoft.ResourceGraph/resources",
        "/{tenantId}/oauth2/v2.0/token",
        "/{tenantId}/oauth2/v2.0/devicecode",
        "/{tenantId}/v2.0/.well-known/openid-configuration",
        "/common/discovery/instance",
        "/metadata/identity/oauth2/token",
        "/msi/token",
    ];

    /// <summary>Returns the template of a request to the workspace, to Azure Resource Manager, or for a sign-in; null if it is unknown.</summary>
    public static string? Find(Uri uri)
    {
        string[] path = uri.AbsolutePath.Split('/');
        return Array.Find(Templates, template => Matches(path, template.Split('/')));
    }

    /// <summary>Returns the template of a request to storage.</summary>
    public static string ForStorage(Uri uri) => uri.Query.Contains("restype=container", StringComparison.Ordinal) ? "/{container}" : "/{container}/{blob}";

    // A private endpoint can have a path of its own before the path of the workspace. The first segment of a template is empty.
    private static bool Matches(string[] path, string[] template) =>
        path.Length >= template.Length && template[1..].Zip(path[^(template.Length - 1)..], MatchesSegment).All(static isMatch => isMatch);

    private static bool MatchesSegment(string template, string segment)
    {
        int end = template.IndexOf('}', StringComparison.Ordinal);
        return end < 0 ? string.Equals(template, segment, StringComparison.OrdinalIgnoreCase) : segment.EndsWith(template[(end + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
