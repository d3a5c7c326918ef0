namespace AzQuantumSession.Tests.Support;

/// <summary>Creates jobs whose times are seconds after noon.</summary>
internal static class JobTimes
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static QuantumSessionJob Job(
        string name,
        double submitted,
        double? started,
        double? ended,
        string status = "Succeeded",
        QuantumCostEstimate? cost = null,
        QuantumErrorData? error = null) => new()
        {
            Id = name,
            Name = name,
            Status = status,
            CreationTime = At(submitted),
            BeginExecutionTime = At(started),
            EndExecutionTime = At(ended),
            CostEstimate = cost,
            ErrorData = error,
        };

    private static DateTimeOffset? At(double? seconds) => seconds is { } known ? Noon.AddSeconds(known) : null;
}
