using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Creates credentials of Azure.Identity. Only the interactive sources prompt the user.</summary>
internal static class CredentialFactory
{
    /// <summary>Creates a credential.</summary>
    /// <param name="login">The identity and the cloud to sign in to.</param>
    /// <param name="source">The token source; null for a service principal.</param>
    /// <param name="settings">The settings of the client.</param>
    public static TokenCredential Create(CredentialOptions login, TokenSource? source, WorkspaceClientSettings settings) => source is { } key
        ? TokenSourceDefinitions.All[key].Create(login, settings)
        : CreateServicePrincipal(login);

    internal static TokenCredential CreateEnvironment(CredentialOptions login) =>
        new EnvironmentCredential(With(new EnvironmentCredentialOptions(), login));

    internal static TokenCredential CreateAzurePowerShell(CredentialOptions login, WorkspaceClientSettings settings) =>
        new AzLoginCredential(login.TenantId, settings, () => new AzurePowerShellCredential(
            With(new AzurePowerShellCredentialOptions { TenantId = login.TenantId }, login)));

    internal static TokenCredential CreateAzureCli(CredentialOptions login) =>
        new AzureCliCredential(With(new AzureCliCredentialOptions { TenantId = login.TenantId }, login));

    private static TokenCredential CreateServicePrincipal(CredentialOptions login) => login.Certificate is { } certificate
        ? new ClientCertificateCredential(
            login.TenantId, login.ClientId, certificate, With(new ClientCertificateCredentialOptions { SendCertificateChain = true }, login))
        : new ClientSecretTokenCredential(login, With(new ClientSecretCredentialOptions(), login));

    internal static TokenCredential CreateWorkloadIdentity(CredentialOptions login)
    {
        WorkloadIdentityCredentialOptions options = With(new WorkloadIdentityCredentialOptions(), login);
        options.TenantId = login.TenantId ?? options.TenantId;
        options.ClientId = login.ClientId ?? options.ClientId;
        return new WorkloadIdentityCredential(options);
    }

    internal static TokenCredential CreateManagedIdentity(CredentialOptions login, WorkspaceClientSettings settings)
    {
        string? client = login.ClientId ?? (login.Source == TokenSource.Default ? settings.Environment("AZURE_CLIENT_ID") : null);
        ManagedIdentityId id = string.IsNullOrWhiteSpace(client) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client);
        return new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(id), login));
    }

    internal static TokenCredential CreateBrowser(CredentialOptions login)
    {
        InteractiveBrowserCredentialOptions options = With(new InteractiveBrowserCredentialOptions { TenantId = login.TenantId }, login);
        options.ClientId = login.ClientId ?? options.ClientId;
        return new InteractiveBrowserCredential(options);
    }

    internal static TokenCredential CreateDeviceCode(CredentialOptions login)
    {
        DeviceCodeCredentialOptions options = With(new DeviceCodeCredentialOptions { TenantId = login.TenantId }, login);
        options.ClientId = login.ClientId ?? options.ClientId;
        options.DeviceCodeCallback = static (code, _) =>
        {
            if (ClientHost.Current is { } host)
            {
                host.ShowSignIn(code.Message);
                return Task.CompletedTask;
            }

            return Console.Error.WriteLineAsync(code.Message);
        };
        return new DeviceCodeCredential(options);
    }

    private static T With<T>(T options, CredentialOptions login)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = login.Cloud.Authority;
        options.Transport = SharedTransport.Instance;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
