using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Validates the endpoints that receive a credential.</summary>
internal static class EndpointValidator
{
    private const string Rule = "An endpoint is an https URI such as https://eastus.quantum.azure.com/, or an http URI on this machine.";

    /// <summary>Validates and normalizes an endpoint.</summary>
    public static Uri Check(Uri uri, string part) => GetError(uri) is { } error
        ? throw new InvalidWorkspaceException(part, $"{part} {error}")
        : new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");

    /// <summary>Parses, validates, and normalizes an endpoint.</summary>
    public static Uri Check(string text, string part) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        ? Check(uri, part)
        : throw new InvalidWorkspaceException(part, $"{part} '{MessageSanitizer.Sanitize(text)}' is not a valid URI. {Rule}");

    /// <summary>Returns the error of an endpoint as the end of a sentence, or null if the endpoint is valid.</summary>
    public static string? GetError(Uri uri)
    {
        if (!uri.IsAbsoluteUri)
        {
            return $"'{MessageSanitizer.Sanitize(uri.OriginalString)}' is not an absolute URI. {Rule}";
        }

        if (UriOrigin.TryGetHost(uri) is null)
        {
            return $"'{MessageSanitizer.Sanitize(uri.OriginalString)}' has a host with invalid characters. {Rule}";
        }

        if (!UriOrigin.IsSecure(uri))
        {
            return $"'{UriOrigin.Format(uri)}' would send the credential unencrypted. {Rule}";
        }

        return uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0
            ? $"'{UriOrigin.Format(uri)}' contains a user name, a query, or a fragment, which an endpoint cannot have. {Rule}"
            : null;
    }
}
