namespace AzQuantumSession.Client.Http;

/// <summary>Parses and formats the names of Azure regions.</summary>
internal static class Region
{
    private const string HostSuffix = ".quantum.azure.com";
    private const string V2Suffix = "-v2";

    /// <summary>Returns the short name of a region: <c>East US</c> becomes <c>eastus</c>.</summary>
    /// <param name="region">The name in either form; null if there is none.</param>
    /// <param name="part">The name of the parameter, for the error message.</param>
    public static string? Normalize(string? region, string part)
    {
        if (string.IsNullOrWhiteSpace(region))
        {
            return null;
        }

#pragma warning disable CA1308 // Regions are written in lower case
        string name = string.Concat(region.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
#pragma warning restore CA1308
        return name.Length is >= 2 and <= 40 && IsName(name)
            ? name
            : throw new InvalidWorkspaceException(part, $"{part} '{region}' is not the name of an Azure region, such as 'eastus' or 'East US'.");
    }

    /// <summary>Returns the region in a URI of the public data plane, or null for any other URI.</summary>
    public static string? FromEndpoint(Uri endpoint)
    {
        string host = UriOrigin.GetHost(endpoint);
        if (!host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string label = host[..^HostSuffix.Length];
        string region = label.EndsWith(V2Suffix, StringComparison.OrdinalIgnoreCase) ? label[..^V2Suffix.Length] : label;
        return region.Length > 0 && IsName(region) ? region : null;
    }

    /// <summary>Returns the URI of the public data plane in a region.</summary>
    public static Uri DataPlane(string location, string? kind) =>
        new($"https://{location}{(string.Equals(kind, "V2", StringComparison.OrdinalIgnoreCase) ? V2Suffix : "")}{HostSuffix}/");

    /// <summary>
    /// Returns the URI of the public data plane for workspaces of kind V2 in the region of a URI for workspaces of kind V1, or null for
    /// any other URI.
    /// </summary>
    public static Uri? V2Endpoint(Uri endpoint) => FromEndpoint(endpoint) is { } region && DataPlane(region, "V2") is var v2 && !UriOrigin.IsSame(v2, endpoint)
        ? v2
        : null;

    /// <summary>Returns whether a URI is that of the public data plane for workspaces of kind V2.</summary>
    public static bool IsV2(Uri endpoint) => FromEndpoint(endpoint) is not null && V2Endpoint(endpoint) is null;

    /// <summary>Returns a URI of the public data plane without the label of the workspace in front of the region. Other URIs are not changed.</summary>
    public static Uri RemoveWorkspaceLabel(Uri endpoint, string workspaceName)
    {
        int length = workspaceName.Length + 1;
        if (!UriOrigin.GetHost(endpoint).StartsWith($"{workspaceName}.", StringComparison.OrdinalIgnoreCase))
        {
            return endpoint;
        }

        Uri regional = new UriBuilder(endpoint) { Host = UriOrigin.GetHost(endpoint)[length..] }.Uri;
        return FromEndpoint(regional) is null ? endpoint : regional;
    }

    private static bool IsName(string name) => name.All(char.IsAsciiLetterOrDigit);
}
