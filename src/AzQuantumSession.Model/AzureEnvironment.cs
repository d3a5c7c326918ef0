namespace AzQuantumSession;

/// <summary>The Azure clouds, with the names of <c>Get-AzEnvironment</c>.</summary>
public enum AzureEnvironment
{
    /// <summary>The public cloud.</summary>
    AzureCloud,

    /// <summary>The US Government cloud.</summary>
    AzureUSGovernment,

    /// <summary>The cloud operated by 21Vianet in China.</summary>
    AzureChinaCloud,
}
