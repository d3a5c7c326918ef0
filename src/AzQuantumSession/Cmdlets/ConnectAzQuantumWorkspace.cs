using System.Security;
using AzQuantumSession.Completion;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Connects a workspace, validates the connection with one request, and makes the workspace the default of the runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "AzQuantumWorkspace", DefaultParameterSetName = EnvironmentSet, HelpUri = HelpUris.Workspaces)]
[OutputType(typeof(QuantumWorkspace))]
public sealed class ConnectAzQuantumWorkspace : AsyncCmdlet
{
    private const string EnvironmentSet = "Environment";
    private const string ConnectionStringSet = "ConnectionString";
    private const string ResourceIdSet = "ResourceId";
    private const string NameSet = "Name";

    /// <summary>
    /// The connection string from the Azure portal. It contains a key, which a secure string keeps out of the command history, or the tenant
    /// to sign in to.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ConnectionStringSet)]
    [SecretTransformation(AcceptsText = true)]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>The ARM resource id of the workspace. Binds to the output of Get-AzQuantumWorkspace.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResourceIdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The name of the workspace. Without a resource group and subscription, all workspaces that the sign-in can access are searched.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The name of the resource group.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupName { get; set; }

    /// <summary>The id of the subscription.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? SubscriptionId { get; set; }

    /// <summary>The region, for example <c>eastus</c> or <c>"East US"</c>. Default: the region that Azure Resource Manager returns.</summary>
    [Parameter(ParameterSetName = ResourceIdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(LocationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>A workspace key, instead of a sign-in.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>An access token for <c>https://quantum.microsoft.com</c>, instead of a sign-in.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The source of the sign-in. Default: the first source that is configured. The default never opens a browser.</summary>
    [Parameter]
    public TokenSource TokenSource { get; set; }

    /// <summary>Signs in as the managed identity of the machine or service. <c>-ClientId</c> selects a user-assigned identity.</summary>
    [Parameter]
    [Alias("MSI", "ManagedService")]
    public SwitchParameter Identity { get; set; }

    /// <summary>Signs in as a service principal, with <c>-Credential</c> or <c>-CertificatePath</c>.</summary>
    [Parameter]
    public SwitchParameter ServicePrincipal { get; set; }

    /// <summary>The application id and secret of the service principal.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The path of a PFX or PEM file with the certificate and private key of the service principal.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of the certificate file.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The application id of the service principal, or the client id of a user-assigned managed identity.</summary>
    [Parameter]
    [Alias("ApplicationId")]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The tenant to sign in to: a GUID or a domain.</summary>
    [Parameter]
    [Alias("Tenant")]
    [ValidateNotBlank]
    public string? TenantId { get; set; }

    /// <summary>The cloud to sign in to. Its Azure Resource Manager resolves the workspace.</summary>
    [Parameter]
    public AzureEnvironment Environment { get; set; }

    /// <summary>The URI of a private or local data plane: https, or http on loopback.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("EndpointUri")]
    [EmptyStringToNullTransformation]
    public Uri? Endpoint { get; set; }

    /// <summary>The URI of a private or local Azure Resource Manager: https, or http on loopback.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ResourceManagerEndpoint { get; set; }

    /// <summary>The API version of the data plane. Default: the version that the module supports.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    /// <summary>Whether to skip the request that validates the connection.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        ValidateCredentialParameters();
        output.WriteObject(await Resolver.ConnectAsync(
            new WorkspaceConnectionOptions
            {
                ConnectionString = ConnectionString,
                ResourceId = ResourceId,
                WorkspaceName = WorkspaceName,
                ResourceGroupName = ResourceGroupName,
                SubscriptionId = SubscriptionId,
                Location = Location,
                ApiKey = ApiKey,
                AccessToken = AccessToken,
                TokenSource = Identity ? TokenSource.ManagedIdentity : IsBound(nameof(TokenSource)) ? TokenSource : null,
                TenantId = TenantId,
                ClientId = Credential?.UserName ?? ClientId,
                ClientSecret = Credential?.Password,
                CertificatePath = CertificatePath is null ? null : GetUnresolvedProviderPathFromPSPath(CertificatePath),
                CertificatePassword = CertificatePassword,
                Environment = Environment,
                Endpoint = Endpoint,
                ResourceManagerEndpoint = ResourceManagerEndpoint,
                ApiVersion = ApiVersion,
                SkipValidation = SkipValidation,
                Host = Resolver.Host,
            },
            cancellationToken));
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    // Checks only combinations of cmdlet parameters. The client validates the resulting options.
    private void ValidateCredentialParameters()
    {
        ThrowIf(Identity && IsBound(nameof(TokenSource)) && TokenSource != TokenSource.ManagedIdentity, nameof(TokenSource), $"Both -Identity and -TokenSource {TokenSource} are given. Give one of them.");
        ThrowIf(Identity && ServicePrincipal, nameof(ServicePrincipal), "Both -Identity and -ServicePrincipal are given. Give one of them.");
        ThrowIf(Identity && Credential is not null, nameof(Credential), "Both -Identity and -Credential are given: a managed identity has no secret.");
        ThrowIf(Credential is not null && !ServicePrincipal, nameof(ServicePrincipal), "-Credential is given without -ServicePrincipal: only a service principal signs in with a secret. A user signs in with -TokenSource Interactive or DeviceCode.");
        ThrowIf(Credential is not null && ClientId is not null, nameof(ClientId), "Both -Credential and -ClientId are given: the user name in -Credential is the application id.");
        ThrowIf(Credential is not null && TenantId is null, nameof(TenantId), "-Credential is given without -TenantId, and a service principal needs both.");
        ThrowIf(ServicePrincipal && Credential is null && CertificatePath is null, nameof(Credential), "-ServicePrincipal is given without -Credential and without -CertificatePath. Give one of them.");
    }

    private static void ThrowIf(bool condition, string parameterName, string message)
    {
        if (condition)
        {
            throw new InvalidWorkspaceException(parameterName, message);
        }
    }
}
