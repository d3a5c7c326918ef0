using System.Management.Automation;
using System.Security;
using AzQuantumSession.Parameters;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Cmdlets;

/// <summary>Connects a workspace and makes it this runspace's default.</summary>
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

    /// <summary>The workspace's ARM resource id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResourceIdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>The workspace's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The resource group's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupName { get; set; }

    /// <summary>The subscription's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? SubscriptionId { get; set; }

    /// <summary>The region, for example <c>eastus</c> or <c>"East US"</c>. Without it Azure Resource Manager is asked.</summary>
    [Parameter(ParameterSetName = ResourceIdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>A workspace key, instead of a login.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = ResourceIdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>A token for <c>https://quantum.microsoft.com</c>, instead of a login.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = ResourceIdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The address of a private or local data plane: https, or http on this machine.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The address of a private or local Azure Resource Manager: https, or http on this machine.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ResourceManagerEndpoint { get; set; }

    /// <summary>The version of the data plane's API, where it is to be another than the module's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    internal override async Task ProcessAsync(ICommandPipeline pipeline, CancellationToken cancellationToken) =>
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
                Endpoint = Endpoint,
                ResourceManagerEndpoint = ResourceManagerEndpoint,
                ApiVersion = ApiVersion,
                Host = Resolver.Host,
            },
            cancellationToken));
}
