namespace AzQuantumSession;

/// <summary>Prepares URIs of storage for output.</summary>
internal static class UriExtensions
{
    /// <summary>Returns the URI without its query, which can contain a SAS.</summary>
    public static Uri WithoutQuery(this Uri uri) =>
        new(uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
}
