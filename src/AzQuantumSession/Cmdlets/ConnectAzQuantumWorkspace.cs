using System.Management.Automation;
using System.Security;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Connects a workspace, proves the connection by one cheap request, and makes it this runspace's default.</summary>
[Cmdlet(VerbsCommunications.Connect, "AzQuantumWorkspace", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(QuantumWorkspace))]
public sealed class ConnectAzQuantumWorkspace : AsyncCmdlet
{
    private const string EnvironmentSet = "Environment";
    private const string ConnectionStringSet = "ConnectionString";
    private const string ResourceIdSet = "ResourceId";
    private const string NameSet = "Name";

    /// <summary>The portal's connection string. It holds a key: as a secure string it stays out of the history.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ConnectionStringSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>The workspace's ARM resource id, also of an object that Get-AzQuantumWorkspace writes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResourceIdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The workspace's name. Without resource group and subscription it is looked for in all that the login can see.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The resource group's name.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupName { get; set; }

    /// <summary>The subscription's id.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? SubscriptionId { get; set; }

    /// <summary>The region, for example <c>eastus</c> or <c>"East US"</c>. Without it Azure Resource Manager is asked.</summary>
    [Parameter(ParameterSetName = ResourceIdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>A workspace key, instead of a login.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>A token for <c>https://quantum.microsoft.com</c>, instead of a login.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Which login to use. Without it the first that is set up here, never one that opens a browser.</summary>
    [Parameter]
    public TokenSource TokenSource { get; set; }

    /// <summary>Signs in as the managed identity of the machine or service that this runs on; <c>-ClientId</c> says which of several.</summary>
    [Parameter]
    [Alias("MSI", "ManagedService")]
    public SwitchParameter Identity { get; set; }

    /// <summary>Signs in as a service principal, with <c>-Credential</c> or <c>-CertificatePath</c>.</summary>
    [Parameter]
    public SwitchParameter ServicePrincipal { get; set; }

    /// <summary>The service principal's application id and secret.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The file with the service principal's certificate and its private key, PFX or PEM.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of that file.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The application id of the service principal, or the client id of a managed identity that is not the system's own.</summary>
    [Parameter]
    [Alias("ApplicationId")]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The tenant to sign in to: a GUID or a domain.</summary>
    [Parameter]
    [Alias("Tenant")]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    /// <summary>The cloud to sign in to, whose Azure Resource Manager is asked for the workspace.</summary>
    [Parameter]
    public AzureEnvironment Environment { get; set; }

    /// <summary>The address of a private or local data plane: https, or http on this machine.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("EndpointUri")]
    [EmptyStringToNullTransformation]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of a private or local Azure Resource Manager: https, or http on this machine.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ResourceManagerEndpoint { get; set; }

    /// <summary>The version of the data plane's API, where it is to be another than the module's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    /// <summary>Connects without the request that proves the connection.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        ValidateCredentialParameters();
        pipeline.WriteObject(await Resolver.ConnectAsync(
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
                TokenSource = Identity ? TokenSource.ManagedIdentity : IsGiven(nameof(TokenSource)) ? TokenSource : null,
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

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    // What only the command line can get wrong; the rest is the client's to check.
    private void ValidateCredentialParameters()
    {
        ThrowIf(Identity && IsGiven(nameof(TokenSource)) && TokenSource != TokenSource.ManagedIdentity, nameof(TokenSource), $"Both -Identity and -TokenSource {TokenSource} are given. Give one of them.");
        ThrowIf(Identity && ServicePrincipal, nameof(ServicePrincipal), "Both -Identity and -ServicePrincipal are given. Give one of them.");
        ThrowIf(Identity && Credential is not null, nameof(Credential), "Both -Identity and -Credential are given: a managed identity has no secret.");
        ThrowIf(Credential is not null && !ServicePrincipal, nameof(ServicePrincipal), "-Credential is given without -ServicePrincipal: only a service principal signs in with a secret. A user does with -TokenSource Interactive or DeviceCode.");
        ThrowIf(Credential is not null && ClientId is not null, nameof(ClientId), "Both -Credential and -ClientId are given: the user name in -Credential is the application id.");
        ThrowIf(Credential is not null && TenantId is null, nameof(TenantId), "-Credential is given without -TenantId, and a service principal needs both.");
        ThrowIf(ServicePrincipal && Credential is null && CertificatePath is null, nameof(Credential), "-ServicePrincipal is given without -Credential and without -CertificatePath. Give one of them.");
    }

    private static void ThrowIf(bool fault, string part, string message)
    {
        if (fault)
        {
            throw new InvalidWorkspaceException(part, message);
        }
    }
}
