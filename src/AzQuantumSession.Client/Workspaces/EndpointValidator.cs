using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Validates the endpoints that receive a credential.</summary>
internal static class EndpointValidator
{
    /// <summary>Validates and normalizes an endpoint.</summary>
    public static Uri Check(Uri address, string part) => GetError(address) is { } error
        ? throw new InvalidWorkspaceException(part, $"{part} {error}")
        : Normalize(address);

    /// <summary>Parses, validates, and normalizes an endpoint.</summary>
    public static Uri Check(string text, string part) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        ? Check(address, part)
        : throw new InvalidWorkspaceException(part, $"{part} '{MessageSanitizer.Sanitize(text)}' is not a valid URI. {Rule}");

    /// <summary>Returns the error of an endpoint as the end of a sentence, or null if the endpoint is valid.</summary>
    public static string? GetError(Uri address)
    {
        if (!address.IsAbsoluteUri)
        {
            return $"'{MessageSanitizer.Sanitize(address.OriginalString)}' is not an absolute URI. {Rule}";
        }

        string shown = UriOrigin.Format(address);
        if (!UriOrigin.IsSecure(address))
        {
            return $"'{shown}' would send the credential unencrypted. {Rule}";
        }

        return address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? $"'{shown}' contains a user name, a query, or a fragment, which an endpoint cannot have. {Rule}"
            : null;
    }

    private const string Rule = "An endpoint is an https URI such as https://eastus.quantum.azure.com/, or an http URI on this machine.";

    private static Uri Normalize(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
