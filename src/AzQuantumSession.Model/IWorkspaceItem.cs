namespace AzQuantumSession;

/// <summary>What sessions and jobs have in common, so that commands can treat them alike.</summary>
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
