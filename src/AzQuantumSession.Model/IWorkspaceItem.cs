namespace AzQuantumSession;

/// <summary>The common properties of sessions and jobs.</summary>
internal interface IWorkspaceItem
{
    /// <summary>The type as messages name it, in lower case.</summary>
    static virtual string TypeName => "item";

    /// <summary>The type, name and id, for the beginning of a sentence.</summary>
    string DisplayName { get; }

    string Id { get; }

    string? Name { get; }

    string ProviderId { get; }

    string Target { get; }

    string Status { get; }

    bool IsTerminal { get; }

    DateTimeOffset? CreationTime { get; }

    TimeSpan? Duration { get; }

    QuantumCostEstimate? CostEstimate { get; }

    QuantumErrorData? ErrorData { get; }

    IReadOnlyList<string> Tags { get; }

    string Workspace { get; }

    IWorkspaceClient? Client { get; }
}
