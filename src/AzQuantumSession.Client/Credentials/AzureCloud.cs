using Azure.Identity;

namespace AzQuantumSession.Client.Credentials;

/// <summary>An Azure cloud with its sign-in endpoint and its Azure Resource Manager endpoint.</summary>
/// <param name="Name">The name of the cloud.</param>
/// <param name="Authority">The URI of the Microsoft Entra authority.</param>
/// <param name="ResourceManager">The URI of Azure Resource Manager.</param>
internal sealed record AzureCloud(AzureEnvironment Name, Uri Authority, Uri ResourceManager)
{
    /// <summary>The scope of tokens for Azure Resource Manager.</summary>
    public string ResourceManagerScope => $"{ResourceManager.AbsoluteUri}.default";

    /// <summary>Returns the cloud with a name.</summary>
    public static AzureCloud From(AzureEnvironment name) => name switch
    {
        AzureEnvironment.AzureCloud => new(name, AzureAuthorityHosts.AzurePublicCloud, new Uri("https://management.azure.com/")),
        AzureEnvironment.AzureUSGovernment => new(name, AzureAuthorityHosts.AzureGovernment, new Uri("https://management.usgovcloudapi.net/")),
        AzureEnvironment.AzureChinaCloud => new(name, AzureAuthorityHosts.AzureChina, new Uri("https://management.chinacloudapi.cn/")),
        _ => throw new InvalidWorkspaceException("Environment", $"Environment '{name}' is not an Azure cloud."),
    };
}
