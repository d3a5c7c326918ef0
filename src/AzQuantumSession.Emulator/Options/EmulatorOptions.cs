namespace AzQuantumSession.Emulator.Options;

/// <summary>The options of an emulator. The command line has an option for each property.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port; 0 selects a free port.</summary>
    public int Port { get; init; }

    /// <summary>True to listen on all addresses of the machine, as a container has to. The connection string always has 127.0.0.1.</summary>
    public bool AnyAddress { get; init; }

    /// <summary>The accepted bearer tokens. If the list is empty, every bearer token is rejected.</summary>
    public IReadOnlyList<string> AccessTokens { get; init; } = [];

    /// <summary>The connection string of the Azure Storage account for inputs and outputs; null for the built-in account.</summary>
    public string? Storage { get; init; }

    /// <summary>The time that a job waits before it executes.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The time that a job executes.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True if the clock starts frozen, so that only the control endpoint advances it.</summary>
    public bool Frozen { get; init; }

    public string SubscriptionId { get; init; } = "11111111-2222-3333-4444-555555555555";

    public string ResourceGroupName { get; init; } = "emulator-rg";

    public string WorkspaceName { get; init; } = "emulator";

    public string Location { get; init; } = "eastus";

    /// <summary>The kind of the workspace. It determines the quota operations of the data plane.</summary>
    public WorkspaceKind Kind { get; init; } = WorkspaceKind.V2;

    /// <summary>Other workspaces in the same region that only Azure Resource Manager and Azure Resource Graph return. This emulator has no data plane for them.</summary>
    public IReadOnlyList<AdditionalWorkspace> OtherWorkspaces { get; init; } = [];
}

/// <summary>A workspace that only Azure Resource Manager and Azure Resource Graph return. This emulator has no data plane for it.</summary>
/// <param name="SubscriptionId">The subscription id.</param>
/// <param name="ResourceGroupName">The resource group.</param>
/// <param name="WorkspaceName">The name of the workspace.</param>
/// <param name="Endpoint">The URI of another emulator with the data plane of the workspace; null for the URI of this emulator.</param>
/// <param name="Kind">The kind of the workspace.</param>
/// <param name="State">The state of the workspace.</param>
public sealed record AdditionalWorkspace(
    string SubscriptionId,
    string ResourceGroupName,
    string WorkspaceName,
    Uri? Endpoint = null,
    WorkspaceKind Kind = WorkspaceKind.V2,
    ResourceState State = ResourceState.Ready);

/// <summary>The kinds of workspaces, with the names of the service.</summary>
public enum WorkspaceKind
{
    /// <summary>A workspace whose quotas are in the data plane.</summary>
    V1,

    /// <summary>A workspace whose quota limits are in Azure Resource Manager.</summary>
    V2,
}

/// <summary>The states of a workspace in Azure Resource Manager.</summary>
public enum ResourceState
{
    /// <summary>The workspace accepts jobs.</summary>
    Ready,

    /// <summary>Provisioning of the workspace failed, and it isn't usable.</summary>
    Unusable,

    /// <summary>The workspace is being provisioned, and isn't usable yet.</summary>
    Provisioning,
}
