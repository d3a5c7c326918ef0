namespace AzQuantumSession;

/// <summary>Which of the Azure clouds, by the names of <c>Get-AzEnvironment</c>.</summary>
public enum AzureEnvironment
{
    /// <summary>The public cloud.</summary>
    AzureCloud,

    /// <summary>The cloud of the US government.</summary>
    AzureUSGovernment,

    /// <summary>The cloud in China.</summary>
    AzureChinaCloud,
}
