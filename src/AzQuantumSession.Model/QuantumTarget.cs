namespace AzQuantumSession;

/// <summary>A target of one of the workspace's providers, as the provider status has it.</summary>
public sealed class QuantumTarget
{
    internal QuantumTarget()
    {
    }

    /// <summary>The target's id, for example <c>ionq.simulator</c>.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The provider's id. Not always the text before the target's first dot.</summary>
    public string ProviderId { get; internal init; } = "";

    /// <summary><c>Available</c>, <c>Degraded</c>, <c>Unavailable</c>, or whatever newer value the service sent.</summary>
    public string? CurrentAvailability { get; internal init; }

    /// <summary>The provider's own availability.</summary>
    public string? ProviderAvailability { get; internal init; }

    /// <summary>How long a job waits at present, on average; null where the service does not say.</summary>
    public TimeSpan? AverageQueueTime { get; internal init; }

    /// <summary>The page where the provider tells its status.</summary>
    public string? StatusPage { get; internal init; }

    /// <summary>The number of qubits, where the service says.</summary>
    public int? NumQubits { get; internal init; }

    /// <summary>The QIR profile that the target takes, where the service says.</summary>
    public string? TargetProfile { get; internal init; }

    /// <summary>The target's metadata, as plain values, lists and dictionaries.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; internal init; } = QuantumSessionJob.NoParameters;

    /// <summary>The ARM resource id of the workspace that offers the target.</summary>
    public string Workspace { get; internal init; } = "";

    /// <summary>Where the target came from.</summary>
    internal IWorkspaceClient? Client { get; init; }

    /// <summary>The id, so that a target can stand where an id is asked for.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;
}
