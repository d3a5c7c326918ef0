namespace AzQuantumSession.Client.Http;

/// <summary>Compares and formats the origins of URIs: scheme, host, and port. A credential belongs to one origin.</summary>
internal static class UriOrigin
{
    /// <summary>Returns whether two URIs have the same origin.</summary>
    public static bool IsSame(Uri left, Uri right) =>
        string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(GetHost(left), GetHost(right), StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Returns whether a credential may be sent to the URI: over https, or over http to a loopback address.</summary>
    public static bool IsSecure(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    /// <summary>Returns host and port, for messages.</summary>
    public static string HostAndPort(Uri uri) => $"{GetHost(uri)}:{uri.Port}";

    /// <summary>Returns scheme, host, and port, for messages.</summary>
    public static string Format(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Returns the host in ASCII, or as it is written if it contains characters that a host cannot have.</summary>
    public static string GetHost(Uri uri) => TryGetHost(uri) ?? uri.Host;

    /// <summary>Returns the host in ASCII; null if it contains characters that a host cannot have.</summary>
    public static string? TryGetHost(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
