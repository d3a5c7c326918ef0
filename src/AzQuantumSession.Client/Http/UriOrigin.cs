namespace AzQuantumSession.Client.Http;

/// <summary>Compares and formats the origins of URIs: scheme, host, and port. A credential belongs to one origin.</summary>
internal static class UriOrigin
{
    /// <summary>Returns whether two URIs have the same origin.</summary>
    public static bool IsSame(Uri left, Uri right) =>
        string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Returns whether a credential may be sent to the URI: over https, or over http to a loopback address.</summary>
    public static bool IsSecure(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    /// <summary>Returns host and port, for messages.</summary>
    public static string HostAndPort(Uri uri) => $"{uri.IdnHost}:{uri.Port}";

    /// <summary>Returns scheme, host, and port, for messages.</summary>
    public static string Format(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
