using System.Security.Cryptography;
using System.Text;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Signs URIs of the built-in storage account, and checks the signatures of requests.</summary>
internal sealed class SasSigner
{
    private const string Version = "2024-11-04";
    private const string ExpiryFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Disposition = "rscd";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly string[] ResourceParameters = ["sv", "se", "sr", "sp"];
    private static readonly string[] AccountParameters = ["sv", "ss", "srt", "se", "sp"];

    // Created at every start.
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>The query parameters of signatures.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [.. ResourceParameters.Union(AccountParameters), Disposition, "sig"];

    /// <summary>Returns the query of a signature for a container or blob.</summary>
    /// <param name="address">The container or blob.</param>
    /// <param name="permissions">The permissions.</param>
    /// <param name="now">The current time. The signature expires 24 hours later.</param>
    /// <param name="contentDisposition">The header Content-Disposition of downloads; null for none.</param>
    public string Sign(BlobAddress address, string permissions, DateTimeOffset now, string? contentDisposition)
    {
        string expiry = FormatExpiry(now);
        string signature = Compute(address.Path, [Version, expiry, address.Resource, permissions], contentDisposition);
        string disposition = contentDisposition is null ? "" : $"&{Disposition}={Uri.EscapeDataString(contentDisposition)}";
        return $"sv={Version}&se={Uri.EscapeDataString(expiry)}&sr={address.Resource}&sp={permissions}{disposition}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Returns the query of a signature for all containers and blobs. Only such a signature permits creating a container.</summary>
    public string SignAccount(string permissions, DateTimeOffset now)
    {
        string expiry = FormatExpiry(now);
        string signature = Compute("/", [Version, "b", "co", expiry, permissions], null);
        return $"sv={Version}&ss=b&srt=co&se={Uri.EscapeDataString(expiry)}&sp={permissions}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Throws if a request has no valid signature, or if the signature does not permit the operation.</summary>
    /// <param name="query">The query of the request.</param>
    /// <param name="address">The container or blob of the request.</param>
    /// <param name="anyOfPermissions">The permissions that each permit the operation.</param>
    /// <param name="needsAccount">Whether only the signature of the account permits the operation.</param>
    /// <param name="now">The current time.</param>
    public void Require(IQueryCollection query, BlobAddress address, string anyOfPermissions, bool needsAccount, DateTimeOffset now)
    {
        bool isAccount = query.ContainsKey("ss");
        string[] names = isAccount ? AccountParameters : ResourceParameters;
        string[] values = [.. names.Select(name => query[name] is [{ } value] ? value : throw Malformed())];
        if (query["sig"] is not [{ } signature] || query[Disposition].Count > 1)
        {
            throw Malformed();
        }

        string Value(string name) => values[Array.IndexOf(names, name)];
        BlobAddress signed = !isAccount && Value("sr") == "c" ? address with { Blob = null } : address;
        string expected = Compute(isAccount ? "/" : signed.Path, values, query[Disposition]);
        if ((!isAccount && Value("sr") != signed.Resource)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            throw Failed("Signature did not match.");
        }

        if (DateTimeOffset.ParseExact(Value("se"), ExpiryFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) <= now)
        {
            throw Failed("Signature not valid in the specified time frame.");
        }

        if (needsAccount && !isAccount)
        {
            throw new StorageException(StatusCodes.Status403Forbidden, "AuthorizationFailure", "This request is not authorized to perform this operation.");
        }

        if (!anyOfPermissions.Any(Value("sp").Contains))
        {
            throw StorageException.PermissionMismatch();
        }
    }

    private static string FormatExpiry(DateTimeOffset now) => (now + Lifetime).ToString(ExpiryFormat, CultureInfo.InvariantCulture);

    private string Compute(string path, string[] values, string? contentDisposition) => Convert.ToBase64String(HMACSHA256.HashData(
        _secret, Encoding.UTF8.GetBytes(string.Join('\n', [$"/blob{path}", .. values, contentDisposition ?? ""]))));

    private static StorageException Malformed() => Failed("Signature fields are missing or not well formed.");

    private static StorageException Failed(string detail) => new(
        StatusCodes.Status403Forbidden,
        "AuthenticationFailed",
        $"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature. {detail}");
}
