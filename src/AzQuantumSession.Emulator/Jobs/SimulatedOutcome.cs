using AzQuantumSession.Emulator.Costs;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>How a job will end, known from its input; the output is computed only when somebody reads it.</summary>
internal sealed record SimulatedOutcome(string? OutputFormat, JobError? Error, Lazy<byte[]> Output, CostEstimate? Cost);
