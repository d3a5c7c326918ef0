namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Creates job submissions for tests. By default, a submission targets the IonQ simulator.</summary>
internal static class JobSubmissionFactory
{
    public static JobSubmission Create(
        Stream input,
        string? id = null,
        string? sessionId = null,
        string providerId = "ionq",
        string target = "ionq.simulator",
        string inputDataFormat = "ionq.circuit.v1",
        string outputDataFormat = "ionq.quantum-results.v1",
        IReadOnlyDictionary<string, object?>? inputParams = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        IReadOnlyList<string>? tags = null,
        string? priority = null,
        bool compress = false) => new()
        {
            Id = id ?? Guid.NewGuid().ToString(),
            Name = "step 1",
            SessionId = sessionId,
            ProviderId = providerId,
            Target = target,
            InputDataFormat = inputDataFormat,
            OutputDataFormat = outputDataFormat,
            Input = input,
            InputParams = inputParams ?? new Dictionary<string, object?>(),
            Metadata = metadata ?? new Dictionary<string, string>(),
            Tags = tags ?? [],
            Priority = priority,
            Compress = compress,
        };
}
