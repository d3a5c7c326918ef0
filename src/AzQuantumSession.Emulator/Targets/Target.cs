namespace AzQuantumSession.Emulator.Targets;

/// <summary>A target as the provider status lists it. Its provider is not always the text before its first dot.</summary>
internal sealed record Target(string ProviderId, string Id, string Availability, int AverageQueueTime, int? Qubits, string? StatusPage)
{
    /// <summary>How sessions and jobs name the provider, whatever the case in which the provider status has it.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "The service answers it in lower case.")]
    public string AnsweredProviderId => ProviderId.ToLowerInvariant();

    /// <summary>Work on hardware costs money.</summary>
    public bool IsHardware => Id.Contains(".qpu.", StringComparison.Ordinal);
}
