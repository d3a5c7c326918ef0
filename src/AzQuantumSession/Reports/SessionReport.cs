namespace AzQuantumSession.Reports;

/// <summary>The content of a report about one session.</summary>
/// <param name="Session">The session, read with its jobs.</param>
/// <param name="Results">The results of the jobs that have one, by the id of the job.</param>
internal sealed record SessionReport(QuantumSession Session, IReadOnlyDictionary<string, JobOutcome> Results);

/// <summary>The results of a job, or why they cannot be read.</summary>
/// <param name="Results">The result of each program; empty if they cannot be read.</param>
/// <param name="Error">The reason; null if the results were read.</param>
internal sealed record JobOutcome(IReadOnlyList<QuantumJobResult> Results, string? Error);
