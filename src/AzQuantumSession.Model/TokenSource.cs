namespace AzQuantumSession;

/// <summary>The sources of tokens for a workspace.</summary>
public enum TokenSource
{
    /// <summary>
    /// The first configured source of these: environment variables, workload identity, managed identity, the account of
    /// <c>Connect-AzAccount</c>, and the Azure CLI. Never opens a browser.
    /// </summary>
    Default,

    /// <summary>The account of <c>Connect-AzAccount</c>: the account of this process if Az.Accounts is loaded, or else the saved account.</summary>
    AzurePowerShell,

    /// <summary>The account of <c>az login</c>.</summary>
    AzureCli,

    /// <summary>A service principal in <c>AZURE_CLIENT_ID</c>, <c>AZURE_TENANT_ID</c>, and <c>AZURE_CLIENT_SECRET</c> or <c>AZURE_CLIENT_CERTIFICATE_PATH</c>.</summary>
    Environment,

    /// <summary>The managed identity of the machine or service that runs this process.</summary>
    ManagedIdentity,

    /// <summary>The federated token in the file <c>AZURE_FEDERATED_TOKEN_FILE</c>, as in Kubernetes.</summary>
    WorkloadIdentity,

    /// <summary>An interactive sign-in with a browser, which opens when the first token is needed.</summary>
    Interactive,

    /// <summary>A device code that the user enters in a browser on any machine.</summary>
    DeviceCode,
}
