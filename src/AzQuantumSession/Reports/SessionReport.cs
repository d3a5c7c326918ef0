namespace AzQuantumSession.Reports;

/// <summary>The content of a report about one session.</summary>
/// <param name="Session">The session, read with its jobs.</param>
/// <param name="Results">The results of the jobs that have one, by the id of the job.</param>
internal sealed record SessionReport(QuantumSession Session, IReadOnlyDictionary<string, JobOutcome> Results);

/// <summary>The result of a job, or why it cannot be read.</summary>
/// <param name="Result">The result; null if it cannot be read.</param>
/// <param name="Error">The reason; null if the result was read.</param>
internal sealed record JobOutcome(QuantumJobResult? Result, string? Error);
