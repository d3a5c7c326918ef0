using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The validated options of a sign-in. Owns and disposes its secrets.</summary>
internal sealed partial class CredentialOptions : IDisposable
{
    private CredentialOptions(TokenSource? source, AzureCloud cloud, string? tenantId, string? clientId)
    {
        Source = source;
        Cloud = cloud;
        TenantId = tenantId;
        ClientId = clientId;
    }

    /// <summary>The source of tokens; null for a service principal.</summary>
    public TokenSource? Source { get; }

    /// <summary>The cloud to sign in to.</summary>
    public AzureCloud Cloud { get; }

    /// <summary>The tenant; null for the default tenant of the source.</summary>
    public string? TenantId { get; }

    /// <summary>The client id of the application or managed identity; null for the default of the source.</summary>
    public string? ClientId { get; }

    /// <summary>The service principal's secret.</summary>
    public SecureString? Secret { get; private init; }

    /// <summary>The service principal's certificate.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>The credential as it appears in a sentence after "the".</summary>
    public string Name => Source switch
    {
        null => "service principal",
        TokenSource.Default => "default credential",
        { } source => TokenSourceDefinitions.All[source].CredentialName,
    };

    /// <summary>Validates connection options and selects the credential.</summary>
    /// <exception cref="InvalidWorkspaceException">The options conflict, or a required option is missing.</exception>
    public static CredentialOptions From(WorkspaceConnectionOptions options)
    {
        AzureCloud cloud = AzureCloud.From(options.Environment);
        string? tenant = CheckTenant(options.TenantId);
        string? client = string.IsNullOrWhiteSpace(options.ClientId) ? null : options.ClientId.Trim();
        if (options.ClientSecret is { } secret)
        {
            RequireTogether("ClientSecret", (client, "ClientId"), (tenant, "TenantId"));
            return secret.Length > 0
                ? new CredentialOptions(null, cloud, tenant, client) { Secret = SecureStringExtensions.Copy(secret) }
                : throw new InvalidWorkspaceException("ClientSecret", "The service principal's secret is empty.");
        }

        if (options.CertificatePath is { } path)
        {
            RequireTogether("CertificatePath", (client, "ClientId"), (tenant, "TenantId"));
            return new CredentialOptions(null, cloud, tenant, client) { Certificate = CertificateFile.Load(path, options.CertificatePassword) };
        }

        TokenSource source = options.TokenSource ?? TokenSource.Default;
        bool acceptsClientId = source != TokenSource.Default && TokenSourceDefinitions.All[source].AcceptsClientId;
        ThrowIf(client is not null && !acceptsClientId, "ClientId", $"ClientId cannot be combined with TokenSource '{source}': it requires a managed or workload identity, an interactive login, or a service principal's secret or certificate.");
        ThrowIf(tenant is not null && source == TokenSource.ManagedIdentity, "TenantId", "TenantId cannot be combined with TokenSource 'ManagedIdentity': a managed identity uses the tenant of its subscription.");
        return new CredentialOptions(source, cloud, tenant, client);
    }

    public void Dispose()
    {
        Secret?.Dispose();
        Certificate?.Dispose();
    }

    private static string? CheckTenant(string? tenantId)
    {
        if (string.IsNullOrWhiteSpace(tenantId))
        {
            return null;
        }

        return TenantPattern().IsMatch(tenantId.Trim())
            ? tenantId.Trim()
            : throw new InvalidWorkspaceException("TenantId", $"TenantId '{MessageSanitizer.Sanitize(tenantId)}' is neither a GUID nor a domain such as contoso.onmicrosoft.com.");
    }

    private static void RequireTogether(string part, params (string? Value, string Part)[] needed)
    {
        foreach ((string? value, string other) in needed)
        {
            ThrowIf(value is null, other, $"{part} is given without {other}, but a service principal needs both.");
        }
    }

    private static void ThrowIf(bool condition, string part, string message)
    {
        if (condition)
        {
            throw new InvalidWorkspaceException(part, message);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,252}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TenantPattern();
}
