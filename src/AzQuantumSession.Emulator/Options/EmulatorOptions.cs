namespace AzQuantumSession.Emulator.Options;

/// <summary>How an emulator is started; the command line has one option for each.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bearer tokens that are accepted; without one, every bearer token is refused.</summary>
    public IReadOnlyList<string> AccessTokens { get; init; } = [];

    /// <summary>The connection string of the Azure Storage account that holds inputs and outputs; without one, the emulator's own.</summary>
    public string? Storage { get; init; }

    /// <summary>How long a job waits before it executes.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>How long a job executes.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the clock starts frozen, so that only the control endpoint moves it.</summary>
    public bool Frozen { get; init; }

    public string SubscriptionId { get; init; } = "11111111-2222-3333-4444-555555555555";

    public string ResourceGroupName { get; init; } = "emulator-rg";

    public string WorkspaceName { get; init; } = "emulator";

    public string Location { get; init; } = "eastus";

    /// <summary>Other workspaces, in the same region, that Resource Manager and the Resource Graph know of; nothing else is there of them.</summary>
    public IReadOnlyList<AdditionalWorkspace> OtherWorkspaces { get; init; } = [];
}
