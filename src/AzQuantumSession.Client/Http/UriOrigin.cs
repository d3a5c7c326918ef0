namespace AzQuantumSession.Client.Http;

/// <summary>Scheme, host and port: what a credential is meant for.</summary>
internal static class UriOrigin
{
    /// <summary>Whether two addresses have one origin.</summary>
    public static bool IsSame(Uri left, Uri right) =>
        string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Whether a credential may be sent to the address: https, or http that does not leave the machine.</summary>
    public static bool IsSecure(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Host and port, for texts.</summary>
    public static string HostAndPort(Uri address) => $"{address.IdnHost}:{address.Port}";

    /// <summary>Scheme, host and port, for texts.</summary>
    public static string Format(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
