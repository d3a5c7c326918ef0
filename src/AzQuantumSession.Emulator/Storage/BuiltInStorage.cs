using System.Security.Cryptography;
using System.Text;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Storage;

/// <summary>The built-in storage account on the port of the emulator. It uses the clock of the emulator.</summary>
internal sealed class BuiltInStorage : IJobStorage
{
    private const string Version = "2024-11-04";
    private const string ExpiryFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // Created at every start.
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);

    /// <summary>The query parameters of a signature. All of them are required.</summary>
    public static IReadOnlyList<string> SignatureParameters { get; } = ["sv", "se", "sr", "sp", "sig"];

    /// <summary>Runs a function with exclusive access to the containers, which it gets by name.</summary>
    public T Run<T>(Func<Dictionary<string, BlobContainer>, T> run)
    {
        lock (_lock)
        {
            return run(_containers);
        }
    }

    public string SignForUpload(BlobAddress container, EndpointRequest call) => Sign(container, "rcwl", call);

    public string Sign(BlobAddress address, string permissions, EndpointRequest call)
    {
        string expiry = (call.Now + Lifetime).ToString(ExpiryFormat, CultureInfo.InvariantCulture);
        string signature = ComputeSignature(address, Version, expiry, address.Resource, permissions);
        return $"{call.Origin}{address.Path}?sv={Version}&se={Uri.EscapeDataString(expiry)}&sr={address.Resource}&sp={permissions}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Throws if a request has no valid signature for a container or blob, or if the signature does not include one of the permissions.</summary>
    public void RequireSignature(IQueryCollection query, BlobAddress address, string anyOfPermissions, DateTimeOffset now)
    {
        string?[] values = [.. SignatureParameters.Select(name => query[name] is [var value] ? value : null)];
        if (values is not [{ } version, { } expiry, { } resource, { } permissions, { } signature])
        {
            throw Failed("Signature fields are missing or not well formed.");
        }

        BlobAddress signed = resource == "c" ? address with { Blob = null } : address;
        string expected = ComputeSignature(signed, version, expiry, resource, permissions);
        if (resource != signed.Resource || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            throw Failed("Signature did not match.");
        }

        if (DateTimeOffset.ParseExact(expiry, ExpiryFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) <= now)
        {
            throw Failed("Signature not valid in the specified time frame.");
        }

        if (!anyOfPermissions.Any(permissions.Contains))
        {
            throw StorageException.PermissionMismatch();
        }
    }

    public BlobAddress? Find(Uri address, EndpointRequest call) =>
        address.IsLoopback
        && address.Port == new Uri(call.Origin).Port
        && address.AbsolutePath.Split('/', 4) is ["", BlobAddress.Account, { Length: > 0 } container, .. var segments]
            ? new BlobAddress(container, segments is [{ Length: > 0 } blob] ? Uri.UnescapeDataString(blob) : null)
            : null;

    public Task<UploadedInput?> ReadAsync(BlobAddress container, BlobAddress input, CancellationToken cancellationToken)
    {
        Blob? blob = Run(containers => containers.ContainsKey(container.Container)
            ? containers.GetValueOrDefault(input.Container)?.Blobs.GetValueOrDefault(input.Blob ?? "")
            : null);
        return Task.FromResult(blob is null ? null : new UploadedInput(blob.Content.Value, blob.ContentEncoding));
    }

    public Task WriteAsync(BlobAddress address, Lazy<byte[]> output, DateTimeOffset writtenAt)
    {
        var blob = new Blob(output, "application/json", null, writtenAt);
        Run(containers => containers[address.Container].Blobs[address.Blob!] = blob);
        return Task.CompletedTask;
    }

    private string ComputeSignature(BlobAddress address, string version, string expiry, string resource, string permissions) =>
        Convert.ToBase64String(HMACSHA256.HashData(
            _secret,
            Encoding.UTF8.GetBytes(string.Join('\n', permissions, expiry, $"/blob{address.Path}", version, resource))));

    private static StorageException Failed(string detail) => new(
        StatusCodes.Status403Forbidden,
        "AuthenticationFailed",
        $"Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature. {detail}");
}
