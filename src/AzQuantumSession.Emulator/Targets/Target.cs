namespace AzQuantumSession.Emulator.Targets;

/// <summary>A target in the provider status. The provider id is not always the part of the target id before the first dot.</summary>
internal sealed record Target(string ProviderId, string Id, string Availability, int AverageQueueTime, int? Qubits, string? StatusPage)
{
    /// <summary>The provider id in sessions and jobs, which is in lower case. The provider status can use another case.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "The service returns lower case.")]
    public string AnsweredProviderId => ProviderId.ToLowerInvariant();

    /// <summary>True if the target is hardware. Only jobs on hardware have costs.</summary>
    public bool IsHardware => Id.Contains(".qpu.", StringComparison.Ordinal);
}
