namespace AzQuantumSession;

/// <summary>Where tokens for a workspace come from.</summary>
public enum TokenSource
{
    /// <summary>
    /// The first of these that is set up here: environment variables, workload identity, managed identity, the login of
    /// <c>Connect-AzAccount</c>, the Azure CLI. Never a browser.
    /// </summary>
    Default,

    /// <summary>The login of <c>Connect-AzAccount</c>: the one of this process where Az.Accounts is loaded, else the saved one.</summary>
    AzurePowerShell,

    /// <summary>The login of <c>az login</c>.</summary>
    AzureCli,

    /// <summary>A service principal in <c>AZURE_CLIENT_ID</c>, <c>AZURE_TENANT_ID</c> and <c>AZURE_CLIENT_SECRET</c> or <c>AZURE_CLIENT_CERTIFICATE_PATH</c>.</summary>
    Environment,

    /// <summary>The managed identity of the machine or service that this runs on.</summary>
    ManagedIdentity,

    /// <summary>A federated token in the file that <c>AZURE_FEDERATED_TOKEN_FILE</c> names, as in Kubernetes.</summary>
    WorkloadIdentity,

    /// <summary>A browser, opened when the first token is needed.</summary>
    Interactive,

    /// <summary>A code to type into a browser on any machine.</summary>
    DeviceCode,
}
