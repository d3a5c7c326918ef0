using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>Creates and validates shared access signatures, with a secret that is created at every start.</summary>
internal sealed class SasSigner
{
    private const string Version = "2024-11-04";
    private const string ExpiryFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>The query parameters of a signature. All of them are required.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["sv", "se", "sr", "sp", "sig"];

    /// <summary>Returns the signed URI of a container or blob with <paramref name="permissions"/>.</summary>
    public string Sign(string origin, BlobAddress address, string permissions, DateTimeOffset now)
    {
        string expiry = (now + Lifetime).ToString(ExpiryFormat, CultureInfo.InvariantCulture);
        string resource = address.Blob is null ? "c" : "b";
        string signature = Compute(address, Version, expiry, resource, permissions);
        return $"{origin}{address.Path}?sv={Version}&se={Uri.EscapeDataString(expiry)}&sr={resource}&sp={permissions}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Throws if a request has no valid signature for a container or blob, or if the signature does not include one of the permissions.</summary>
    public void Require(IQueryCollection query, BlobAddress address, string anyOfPermissions, DateTimeOffset now)
    {
        if (Parameters.Any(name => query[name].Count != 1))
        {
            throw Failed("Signature fields are missing or not well formed.");
        }

        string resource = query["sr"].ToString();
        BlobAddress signed = resource == "c" ? address with { Blob = null } : address;
        string expected = Compute(signed, query["sv"].ToString(), query["se"].ToString(), resource, query["sp"].ToString());
        if (resource is not ("b" or "c")
            || (resource == "b" && address.Blob is null)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(query["sig"].ToString())))
        {
            throw Failed("Signature did not match.");
        }

        if (DateTimeOffset.ParseExact(query["se"].ToString(), ExpiryFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) <= now)
        {
            throw Failed("Signature not valid in the specified time frame.");
        }

        if (!anyOfPermissions.Any(query["sp"].ToString().Contains))
        {
            throw StorageException.PermissionMismatch();
        }
    }

    private string Compute(BlobAddress address, string version, string expiry, string resource, string permissions) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            _secret,
            Encoding.UTF8.GetBytes(string.Join('\n', permissions, expiry, $"/blob{address.Path}", version, resource))));

    private static StorageException Failed(string detail) => new(
        StatusCodes.Status403Forbidden,
        "AuthenticationFailed",
        $"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature. {detail}");
}
