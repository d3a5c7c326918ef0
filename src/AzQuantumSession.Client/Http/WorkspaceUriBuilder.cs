using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AzQuantumSession.Client.Http;

/// <summary>Creates the data plane URIs of a workspace.</summary>
internal sealed class WorkspaceUriBuilder(Uri endpoint, WorkspaceId id, string? version)
{
    // The API version of the data plane that the client supports.
    private const string DefaultVersion = "2026-01-15-preview";

    private const string FirstVersionWithContainers = "2026-01-15-preview";

    private const int MaxIdLength = 1000;

    private readonly string _base = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + Path(id);

    /// <summary>The API version of the data plane.</summary>
    public string Version { get; } = version ?? DefaultVersion;

    /// <summary>The host and port, for messages.</summary>
    public string HostAndPort { get; } = UriOrigin.HostAndPort(endpoint);

    /// <summary>Whether the service creates the container of a job when its URI is requested (docs/service.md, section 2.4).</summary>
    // Versions start with a date.
    public bool IsContainerCreatedByService => string.CompareOrdinal(Version, FirstVersionWithContainers) >= 0;

    /// <summary>Returns the path of a workspace, which is the same in the data plane and in Azure Resource Manager.</summary>
    public static string Path(WorkspaceId id) =>
        $"/subscriptions/{EscapeSegment(id.SubscriptionId)}/resourceGroups/{EscapeSegment(id.ResourceGroupName)}"
        + $"/providers/Microsoft.Quantum/workspaces/{EscapeSegment(id.WorkspaceName)}";

    /// <summary>Creates the URI of a resource or list of the workspace.</summary>
    /// <param name="path">The path relative to the workspace, with ids escaped by <see cref="EscapeSegment"/>.</param>
    /// <param name="query">Additional query parameters. Parameters without a value are omitted.</param>
    public Uri Build(string path, params (string Name, string? Value)[] query)
    {
        var uri = new StringBuilder(_base).Append('/').Append(path).Append("?api-version=").Append(Uri.EscapeDataString(Version));
        foreach ((string name, string? value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                uri.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return new Uri(uri.ToString());
    }

    /// <summary>Returns whether a text in a response can be the id of a session or job. A segment of dots navigates in the path, and would address another resource.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) => !string.IsNullOrWhiteSpace(text) && text.Any(c => c != '.');

    /// <summary>Escapes an id for use as one path segment. An id of more than 1000 characters is an error.</summary>
    public static string EscapeSegment(string id)
    {
        if (!IsId(id))
        {
            throw new ArgumentException($"'{id}' is not an id.", nameof(id));
        }

        if (id.Length > MaxIdLength)
        {
            throw new QuantumServiceException(
                QuantumErrorKind.Rejected,
                string.Create(CultureInfo.InvariantCulture, $"'{MessageSanitizer.Shorten(id)}' is not an id: it has {id.Length} characters. No request was sent."));
        }

        return Uri.EscapeDataString(id);
    }
}
