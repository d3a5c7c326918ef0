namespace AzQuantumSession.Client.Http;

/// <summary>The addresses of one workspace's data plane.</summary>
internal sealed class WorkspaceUriBuilder
{
    /// <summary>The version of the data plane that this client was written for.</summary>
    public const string DefaultVersion = "2026-01-15-preview";

    private readonly string _base;
    private readonly string _version;

    public WorkspaceUriBuilder(Uri endpoint, WorkspaceId id, string? version)
    {
        _base = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + Path(id);
        _version = version ?? DefaultVersion;
        HostAndPort = UriOrigin.HostAndPort(endpoint);
    }

    /// <summary>Host and port, for texts.</summary>
    public string HostAndPort { get; }

    /// <summary>The workspace's path, the same in the data plane and in ARM.</summary>
    public static string Path(WorkspaceId id) =>
        $"/subscriptions/{EscapeSegment(id.SubscriptionId)}/resourceGroups/{EscapeSegment(id.ResourceGroupName)}"
        + $"/providers/Microsoft.Quantum/workspaces/{EscapeSegment(id.WorkspaceName)}";

    /// <summary>One resource or list of the workspace.</summary>
    /// <param name="path">The path below the workspace; ids in it have gone through <see cref="EscapeSegment"/>.</param>
    /// <param name="query">Further parts of the query; those without a value are left out.</param>
    public Uri Build(string path, params (string Name, string? Value)[] query)
    {
        IEnumerable<string> parts = query
            .Where(part => !string.IsNullOrEmpty(part.Value))
            .Prepend(("api-version", _version))
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return new Uri($"{_base}/{path}?{string.Join('&', parts)}");
    }

    /// <summary>An id as one segment of a path.</summary>
    public static string EscapeSegment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);

        // Dots alone would be taken as steps in the path, and lead to another resource.
        return id.All(c => c == '.')
            ? throw new ArgumentException($"'{id}' is not an id.", nameof(id))
            : Uri.EscapeDataString(id);
    }
}
