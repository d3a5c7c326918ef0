namespace AzQuantumSession;

/// <summary>The common properties of sessions and jobs.</summary>
internal interface IWorkspaceItem
{
    string Id { get; }

    string? Name { get; }

    string Status { get; }

    bool IsTerminal { get; }

    DateTimeOffset? CreationTime { get; }

    TimeSpan? Duration { get; }

    QuantumCostEstimate? CostEstimate { get; }

    QuantumErrorData? ErrorData { get; }

    IWorkspaceClient? Client { get; }
}
