using System.Buffers;
using System.Security;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>Parses the connection strings of the Azure portal. Parsing never converts the key to a string.</summary>
internal static class ConnectionString
{
    private const string Key = "ApiKey";
    private const string Tenant = "TenantId";

    // A key has less than 100 characters, and a SecureString at most 65,536.
    private const int MaxKeyLength = 10_000;

    private const string Form = "A connection string consists of SubscriptionId, ResourceGroupName, WorkspaceName, ApiKey or TenantId, and "
        + "QuantumEndpoint, each as Name=value, separated by semicolons.";

    private static readonly string[] Required = ["SubscriptionId", "ResourceGroupName", "WorkspaceName", "QuantumEndpoint"];
    private static readonly string[] Parts = [.. Required, Key, Tenant];
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Parses a connection string.</summary>
    public static ResolvedWorkspaceOptions Parse(SecureString text) => text.Read(Parse);

    /// <summary>Parses a connection string.</summary>
    public static ResolvedWorkspaceOptions Parse(ReadOnlySpan<char> text)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        SecureString? key = null;
        for (int number = 1; !text.IsEmpty; number++)
        {
            int end = text.IndexOf(';');
            ReadOnlySpan<char> segment = (end < 0 ? text : text[..end]).Trim();
            text = end < 0 ? [] : text[(end + 1)..];
            if (segment.IsEmpty)
            {
                continue;
            }

            int equals = segment.IndexOf('=');
            ReadOnlySpan<char> value = segment[(equals + 1)..].Trim();
            string name = Name(segment[..Math.Max(equals, 0)].Trim(), value, number);
            if (!values.TryAdd(name, name == Key ? "" : value.ToString()))
            {
                throw new InvalidWorkspaceException(name, $"{name} occurs in the connection string more than once. {Form}");
            }

            if (name == Key && value.Length > MaxKeyLength)
            {
                throw new InvalidWorkspaceException(Key, "ApiKey in the connection string is too long. Copy the connection string again from the portal.");
            }

            key = name == Key && !value.IsEmpty ? SecureStringExtensions.ToSecureString(value) : key;
        }

        if (Array.Find(Required, part => string.IsNullOrEmpty(values.GetValueOrDefault(part))) is { } missing)
        {
            throw new InvalidWorkspaceException(missing, $"{missing} is missing from the connection string. {Form}");
        }

        string? tenant = values.GetValueOrDefault(Tenant) is { Length: > 0 } specified ? CredentialOptions.CheckTenant(specified) : null;
        CheckCredential(key, tenant);
        WorkspaceId id = new(values[Required[0]], values[Required[1]], values[Required[2]]);
        Uri endpoint = EndpointValidator.Check(values[Required[3]], Required[3]);
        return new ResolvedWorkspaceOptions(
            id, Endpoint: endpoint, Location: Region.FromEndpoint(endpoint), ApiKey: key, TenantId: tenant);
    }

    // A connection string contains a key, or the tenant to sign in to (docs/service.md, section 1.4).
    private static void CheckCredential(SecureString? key, string? tenant)
    {
        if (key is null == tenant is null)
        {
            throw new InvalidWorkspaceException(
                Key,
                key is null
                    ? $"{Key} or {Tenant} is missing from the connection string. {Form}"
                    : $"The connection string contains both {Key} and {Tenant}, so it is not clear which credential to use. {Form}");
        }

        if (key?.IsHeaderValue() is false)
        {
            throw new InvalidWorkspaceException(
                Key, "ApiKey in the connection string contains invalid characters. Copy the connection string again from the portal.");
        }
    }

    private static string Name(ReadOnlySpan<char> name, ReadOnlySpan<char> value, int number)
    {
        foreach (string part in Parts)
        {
            if (name.Equals(part, StringComparison.OrdinalIgnoreCase))
            {
                return part;
            }
        }

        // A segment that does not look like a name with a value can be a part of a key, with padding at its end, and must not be shown.
        bool isWord = name.Length is > 0 and <= 32 && !name.ContainsAnyExcept(Letters) && !value.Trim('=').IsEmpty;
        throw isWord
            ? new InvalidWorkspaceException(name.ToString(), $"'{name}' is not a part of a connection string. {Form}")
            : new InvalidWorkspaceException("ConnectionString", $"Part {number} of the connection string does not start with a known name and '='. {Form}");
    }
}
