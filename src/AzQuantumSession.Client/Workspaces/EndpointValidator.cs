using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Which addresses a credential may be sent to.</summary>
internal static class EndpointValidator
{
    /// <summary>Checks an address that the user gave.</summary>
    public static Uri Check(Uri address, string part) => GetError(address) is { } fault
        ? throw new InvalidWorkspaceException(part, $"{part} {fault}")
        : Normalize(address);

    /// <summary>Reads and checks an address that the user gave as text.</summary>
    public static Uri Check(string text, string part) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        ? Check(address, part)
        : throw new InvalidWorkspaceException(part, $"{part} '{MessageSanitizer.Sanitize(text)}' is not an address. {Rule}");

    /// <summary>What is wrong with an address, as the end of a sentence; null where nothing is.</summary>
    public static string? GetError(Uri address)
    {
        if (!address.IsAbsoluteUri)
        {
            return $"'{MessageSanitizer.Sanitize(address.OriginalString)}' is not a whole address. {Rule}";
        }

        string shown = UriOrigin.Format(address);
        if (!UriOrigin.IsSecure(address))
        {
            return $"'{shown}' would send the credential unprotected. {Rule}";
        }

        return address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? $"'{shown}' has a user, a query or a fragment, which the address of a service has not. {Rule}"
            : null;
    }

    private const string Rule = "It is https, such as https://eastus.quantum.azure.com/, or http on this machine.";

    private static Uri Normalize(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
