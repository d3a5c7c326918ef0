using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Client.Credentials;

/// <summary>The validated options of a sign-in. Owns and disposes its secrets.</summary>
/// <param name="Source">The source of tokens; null for a service principal.</param>
/// <param name="Cloud">The cloud to sign in to.</param>
/// <param name="TenantId">The tenant; null for the default tenant of the source.</param>
/// <param name="ClientId">The client id of the application or managed identity; null for the default of the source.</param>
internal sealed partial record CredentialOptions(TokenSource? Source, AzureCloud Cloud, string? TenantId, string? ClientId) : IDisposable
{
    /// <summary>The service principal's secret.</summary>
    public SecureString? Secret { get; private init; }

    /// <summary>The service principal's certificate.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>The credential as it appears in a sentence after "the".</summary>
    public string Name => Source switch
    {
        null => TokenSourceDefinition.ForServicePrincipal(ClientId).CredentialName,
        TokenSource.Default => "default credential",
        { } source => TokenSourceDefinition.For(source).CredentialName,
    };

    /// <summary>Validates connection options and selects the credential.</summary>
    /// <param name="options">The options.</param>
    /// <param name="requiredTenantId">The tenant that the connection string requires, if the options contain none; null if there is none.</param>
    /// <exception cref="InvalidWorkspaceException">The options conflict, or a required option is missing.</exception>
    public static CredentialOptions From(WorkspaceConnectionOptions options, string? requiredTenantId = null)
    {
        AzureCloud cloud = AzureCloud.From(options.Environment);
        string? tenant = string.IsNullOrWhiteSpace(options.TenantId) ? requiredTenantId : CheckTenant(options.TenantId.Trim());
        string? client = string.IsNullOrWhiteSpace(options.ClientId) ? null : options.ClientId.Trim();
        if (options.ClientSecret is not null || options.CertificatePath is not null)
        {
            string part = options.ClientSecret is not null ? "ClientSecret" : "CertificatePath";
            ThrowIf(client is null, "ClientId", $"{part} is given without ClientId, but a service principal needs both.");
            ThrowIf(tenant is null, "TenantId", $"{part} is given without TenantId, but a service principal needs both.");
            ThrowIf(options.ClientSecret is { Length: 0 }, "ClientSecret", "The service principal's secret is empty.");
            return new CredentialOptions(null, cloud, tenant, client)
            {
                Secret = options.ClientSecret?.CopyReadOnly(),
                Certificate = options.CertificatePath is { } path ? CertificateFile.Load(path, options.CertificatePassword) : null,
            };
        }

        TokenSource source = options.TokenSource ?? TokenSource.Default;
        ThrowIf(
            client is not null && (source == TokenSource.Default || !TokenSourceDefinition.For(source).AcceptsClientId),
            "ClientId",
            $"ClientId cannot be combined with TokenSource '{source}': it requires a managed or workload identity, an interactive login, "
                + "or a service principal's secret or certificate.");
        ThrowIf(
            tenant is not null && source == TokenSource.ManagedIdentity,
            "TenantId",
            "TenantId cannot be combined with TokenSource 'ManagedIdentity': a managed identity uses the tenant of its subscription.");
        return new CredentialOptions(source, cloud, tenant, client);
    }

    /// <summary>Returns the tenant, or throws if it is neither a GUID nor a domain.</summary>
    public static string CheckTenant(string tenant) => TenantPattern().IsMatch(tenant)
        ? tenant
        : throw new InvalidWorkspaceException(
            "TenantId", $"TenantId '{MessageSanitizer.Sanitize(tenant)}' is neither a GUID nor a domain such as contoso.onmicrosoft.com.");

    public void Dispose()
    {
        Secret?.Dispose();
        Certificate?.Dispose();
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
