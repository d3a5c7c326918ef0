using AzQuantumSession.Client.Http;
using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>Creates credentials of Azure.Identity. Only the interactive sources prompt the user.</summary>
internal static class CredentialFactory
{
    /// <summary>Creates a credential.</summary>
    /// <param name="login">The identity and the cloud to sign in to.</param>
    /// <param name="source">The token source; null for a service principal.</param>
    /// <param name="settings">The settings of the client.</param>
    public static TokenCredential Create(CredentialOptions login, TokenSource? source, WorkspaceClientSettings settings) => source switch
    {
        null => CreateServicePrincipal(login),
        TokenSource.Environment => new EnvironmentCredential(With(new EnvironmentCredentialOptions(), login)),
        TokenSource.WorkloadIdentity => CreateWorkloadIdentity(login),
        TokenSource.ManagedIdentity => CreateManagedIdentity(login, settings),
        TokenSource.AzurePowerShell => new AzLoginCredential(login.TenantId, settings, new AzurePowerShellCredential(
            With(new AzurePowerShellCredentialOptions { TenantId = login.TenantId }, login))),
        TokenSource.AzureCli => new AzureCliCredential(With(new AzureCliCredentialOptions { TenantId = login.TenantId }, login)),
        TokenSource.Interactive => CreateBrowser(login),
        TokenSource.DeviceCode => CreateDeviceCode(login),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "The token source has no credential of its own."),
    };

    private static TokenCredential CreateServicePrincipal(CredentialOptions login)
    {
        if (login.Certificate is { } certificate)
        {
            ClientCertificateCredentialOptions certificateOptions = With(new ClientCertificateCredentialOptions { SendCertificateChain = true }, login);
            return new ClientCertificateCredential(login.TenantId, login.ClientId, certificate, certificateOptions);
        }

        // The credential keeps the secret as a string in memory, so each token request creates a new instance. TokenCache keeps the tokens.
        ClientSecretCredentialOptions options = With(new ClientSecretCredentialOptions(), login);
        ClientSecretCredential Create() => new(login.TenantId, login.ClientId, login.Secret!.ToPlainText(), options);
        return DelegatedTokenCredential.Create(
            (context, cancellationToken) => Create().GetToken(context, cancellationToken),
            (context, cancellationToken) => Create().GetTokenAsync(context, cancellationToken));
    }

    private static WorkloadIdentityCredential CreateWorkloadIdentity(CredentialOptions login)
    {
        WorkloadIdentityCredentialOptions options = With(new WorkloadIdentityCredentialOptions(), login);
        options.TenantId = login.TenantId ?? options.TenantId;
        options.ClientId = login.ClientId ?? options.ClientId;
        return new WorkloadIdentityCredential(options);
    }

    private static ManagedIdentityCredential CreateManagedIdentity(CredentialOptions login, WorkspaceClientSettings settings)
    {
        string? client = login.ClientId ?? (login.Source == TokenSource.Default ? settings.Environment("AZURE_CLIENT_ID") : null);
        ManagedIdentityId id = string.IsNullOrWhiteSpace(client) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client);
        return new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(id), login));
    }

    private static InteractiveBrowserCredential CreateBrowser(CredentialOptions login)
    {
        InteractiveBrowserCredentialOptions options = With(new InteractiveBrowserCredentialOptions { TenantId = login.TenantId }, login);
        options.ClientId = login.ClientId ?? options.ClientId;
        return new InteractiveBrowserCredential(options);
    }

    private static DeviceCodeCredential CreateDeviceCode(CredentialOptions login)
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

    /// <summary>Sets the options of a credential: the cloud and the transport.</summary>
    internal static T With<T>(T options, CredentialOptions login)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = login.Cloud.Authority;
        PipelineFactory.Configure(options);
        options.Transport = SignInTransport.Instance;
        return options;
    }
}
