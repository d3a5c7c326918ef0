using System.Text.RegularExpressions;

namespace AzQuantumSession.Client.Http;

/// <summary>Names of Azure regions.</summary>
internal static partial class Region
{
    /// <summary>The region's short name: <c>East US</c> becomes <c>eastus</c>.</summary>
    /// <param name="given">The name in either form; null for none.</param>
    /// <param name="part">What the user would have to correct.</param>
    public static string? Normalize(string? given, string part)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

#pragma warning disable CA1308 // Regions are written in lower case
        string name = string.Concat(given.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
#pragma warning restore CA1308
        return Name().IsMatch(name)
            ? name
            : throw new InvalidWorkspaceException(part, $"{part} '{given}' is not the name of an Azure region, such as 'eastus' or 'East US'.");
    }

    /// <summary>The region in an address of the public data plane; null where the address is another.</summary>
    public static string? FromEndpoint(Uri endpoint) =>
        Host().Match(endpoint.IdnHost) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The public data plane of a region.</summary>
    public static Uri DataPlane(string location, string? kind) =>
        new($"https://{location}{(string.Equals(kind, "V2", StringComparison.OrdinalIgnoreCase) ? "-v2" : "")}.quantum.azure.com/");

    [GeneratedRegex(@"^[a-z0-9]{2,40}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^([a-z0-9]+)(?:-v2)?\.quantum\.azure\.com\z", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
