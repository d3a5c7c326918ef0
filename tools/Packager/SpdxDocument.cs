using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Packager;

/// <summary>The SBOM: an SPDX 2.3 document in JSON with each file of a package, and each NuGet package that it comes from.</summary>
internal static class SpdxDocument
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates the document.</summary>
    /// <param name="content">The package.</param>
    /// <param name="packages">The NuGet packages whose assemblies it contains.</param>
    /// <param name="time">The time of the document.</param>
    public static string Create(IPackageContent content, IReadOnlyList<ShippedPackage> packages, DateTimeOffset time)
    {
        var files = content.Files.ToDictionary(file => file, content.Read, StringComparer.Ordinal);
        string id = $"SPDXRef-Package-{content.Name}";
        var document = new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = $"{content.Name}-{content.Version}",
            // The same content has the same name.
            ["documentNamespace"] = $"urn:azquantumsession:spdx:{content.Version}:{GetVerificationCode(files.Values)}",
            ["creationInfo"] = new JsonObject
            {
                ["created"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["creators"] = new JsonArray($"Organization: {content.Author}", "Tool: AzQuantumSession.Packager"),
            },
            ["documentDescribes"] = new JsonArray(id),
            ["packages"] = new JsonArray([CreateDescribed(id, content, files.Values), .. packages.Select(CreatePackage)]),
            ["files"] = new JsonArray([.. files.Select(file => CreateFile(file.Key, file.Value, packages))]),
            ["relationships"] = new JsonArray([
                CreateRelationship("SPDXRef-DOCUMENT", "DESCRIBES", id),
                .. files.Keys.Select(file => CreateRelationship(id, "CONTAINS", GetFileId(file))),
                .. packages.Select(package => CreateRelationship(id, "DEPENDS_ON", GetPackageId(package))),
                .. packages.SelectMany(package => package.Files.Select(file => CreateRelationship(GetPackageId(package), "CONTAINS", GetFileId(file)))),
            ]),
        };
        return document.ToJsonString(Format) + "\n";
    }

    private static JsonObject CreateDescribed(string id, IPackageContent content, IEnumerable<byte[]> contents) => new()
    {
        ["SPDXID"] = id,
        ["name"] = content.Name,
        ["versionInfo"] = content.Version,
        ["supplier"] = $"Organization: {content.Author}",
        ["downloadLocation"] = "NOASSERTION",
        ["filesAnalyzed"] = true,
        ["packageVerificationCode"] = new JsonObject { ["packageVerificationCodeValue"] = GetVerificationCode(contents) },
        ["licenseConcluded"] = "MIT",
        ["licenseInfoFromFiles"] = new JsonArray("NOASSERTION"),
        ["licenseDeclared"] = "MIT",
        ["copyrightText"] = content.Copyright,
        ["primaryPackagePurpose"] = "LIBRARY",
    };

    private static JsonObject CreatePackage(ShippedPackage package) => new()
    {
        ["SPDXID"] = GetPackageId(package),
        ["name"] = package.Id,
        ["versionInfo"] = package.Version,
        ["supplier"] = $"Organization: {package.Authors}",
        ["downloadLocation"] = "NOASSERTION",
        ["filesAnalyzed"] = false,
        ["checksums"] = new JsonArray(CreateChecksum("SHA512", Convert.FromBase64String(package.Sha512))),
        ["licenseConcluded"] = package.License,
        ["licenseDeclared"] = package.License,
        ["copyrightText"] = package.Copyright,
        ["externalRefs"] = new JsonArray(new JsonObject
        {
            ["referenceCategory"] = "PACKAGE-MANAGER",
            ["referenceType"] = "purl",
            ["referenceLocator"] = $"pkg:nuget/{package.Id}@{package.Version}",
        }),
    };

    private static JsonObject CreateFile(string file, byte[] content, IReadOnlyList<ShippedPackage> packages)
    {
        ShippedPackage? origin = packages.FirstOrDefault(package => package.Files.Contains(file));
        return new JsonObject
        {
            ["SPDXID"] = GetFileId(file),
            ["fileName"] = $"./{file}",
            ["checksums"] = new JsonArray(CreateChecksum("SHA1", HashSha1(content)), CreateChecksum("SHA256", SHA256.HashData(content))),
            ["licenseConcluded"] = origin?.License ?? "MIT",
            ["licenseInfoInFiles"] = new JsonArray("NOASSERTION"),
            ["copyrightText"] = origin?.Copyright ?? "NOASSERTION",
        };
    }

    private static JsonObject CreateChecksum(string algorithm, byte[] hash) =>
        new() { ["algorithm"] = algorithm, ["checksumValue"] = Convert.ToHexStringLower(hash) };

    private static JsonObject CreateRelationship(string from, string type, string to) =>
        new() { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };

    private static string GetPackageId(ShippedPackage package) => $"SPDXRef-Package-{package.Id}-{package.Version}";

    private static string GetFileId(string file) => $"SPDXRef-File-{file.Replace('/', '-').Replace('_', '-')}";

    // SPDX 2.3, section 7.9: the SHA-1 hash of the sorted SHA-1 hashes of the files.
    private static string GetVerificationCode(IEnumerable<byte[]> contents) => Convert.ToHexStringLower(HashSha1(
        Encoding.ASCII.GetBytes(string.Concat(contents.Select(bytes => Convert.ToHexStringLower(HashSha1(bytes))).Order(StringComparer.Ordinal)))));

#pragma warning disable CA5350 // SPDX 2.3 requires SHA-1
    private static byte[] HashSha1(byte[] content) => SHA1.HashData(content);
#pragma warning restore CA5350
}
