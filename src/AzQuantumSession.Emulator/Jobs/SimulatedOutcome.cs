using AzQuantumSession.Emulator.Costs;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The outcome of a job. The output is computed when it is first read.</summary>
internal sealed record SimulatedOutcome(string? OutputFormat, JobError? Error, Lazy<byte[]> Output, CostEstimate? Cost);
