namespace AzQuantumSession.Tests.Engine;

/// <summary>An object of each type that has a view.</summary>
internal static class ViewSamples
{
    public const string SessionId = "710c2110-a1b0-44bb-ae55-4c7194fab22d";
    public const string JobId = "5ea4e69e-b5e0-459a-b225-57ac9ea1bca0";
    public const string WorkspaceId =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/research-rg/providers/Microsoft.Quantum/workspaces/research";

    public static readonly DateTimeOffset Start = new(2020, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly QuantumCostEvent Gates = new()
    {
        DimensionName = "2Q Gate Shot",
        MeasureUnit = "2q gate shot",
        AmountConsumed = 1000,
        AmountBilled = 1200.5m,
        UnitPrice = 0.000975m,
    };

    public static readonly QuantumSession Session = new QuantumSession
    {
        Id = SessionId,
        Name = "a name that is too long for its column",
        Status = "Failure(s)",
        CreationTime = Start,
        CreatedBy = "me",
        CreatedByType = "User",
        LastModifiedTime = Start.AddMinutes(3),
        LastModifiedBy = "you",
        LastModifiedByType = "Key",
        LastUpdatedTime = Start.AddMinutes(4),
        BeginExecutionTime = Start.AddMinutes(1),
        EndExecutionTime = Start.AddDays(12.25),
        Target = "ionq.qpu.aria-1",
        ProviderId = "ionq",
        JobFailurePolicy = "Continue",
        Priority = "High",
        JobPriority = "Basic",
        CostEstimate = new QuantumCostEstimate { EstimatedTotal = 1234.567m, CurrencyCode = "USD", Events = [Gates, Gates] },
        ErrorData = new QuantumErrorData { Code = "JobFailed", Message = "A job failed.", Details = [new QuantumErrorData { Code = "Job", Message = "7" }] },
        Tags = ["chem"],
        Usage = new Dictionary<string, decimal> { ["hqc"] = 1.5m },
        Workspace = WorkspaceId,
    }.WithJobs([new QuantumSessionJob { Id = "7", Name = "seven", Status = "Failed", EndExecutionTime = Start.AddMinutes(5) }, new QuantumSessionJob { Status = "Succeeded" }]);

    public static readonly QuantumSessionJob Job = new()
    {
        Id = JobId,
        Name = "bell",
        SessionId = SessionId,
        Status = "Succeeded",
        Target = "ionq.simulator",
        ProviderId = "ionq",
        InputParams = new Dictionary<string, object?> { ["shots"] = 500L },
        InputDataFormat = "ionq.circuit.v1",
        OutputDataFormat = "ionq.quantum-results.v1",
        JobType = "QuantumComputing",
        Metadata = new Dictionary<string, string> { ["step"] = "1" },
        IsCancelling = false,
        CreationTime = Start,
        BeginExecutionTime = Start.AddMinutes(1),
        EndExecutionTime = Start.AddMinutes(2.25),
        QuantumComputingCount = 0,
        CostEstimate = new QuantumCostEstimate { EstimatedTotal = 0.001m, CurrencyCode = "USD" },
        ReadableInputUri = "https://storage.example/job/inputData",
        ReadableOutputUri = "https://storage.example/job/rawOutputData",
        Workspace = "/workspace",
    };

    public static readonly QuantumTarget[] Targets =
    [
        new() { Id = "ionq.qpu.aria-1", ProviderId = "ionq", CurrentAvailability = "Available", AverageQueueTime = TimeSpan.FromHours(52.5), NumQubits = 25 },
        new() { Id = "rigetti.qpu.ankaa-3", ProviderId = "rigetti", CurrentAvailability = "Unavailable" },
    ];

    public static readonly QuantumJobFile File = new()
    {
        Name = "logs/compiler.log",
        Size = 1234,
        ContentType = "text/plain",
        LastModifiedTime = Start,
        JobId = JobId,
        JobName = "bell",
        Workspace = "/workspace",
    };

    public static readonly QuantumQuota[] Quotas =
    [
        new() { ProviderId = "quantinuum", Target = "quantinuum.qpu.h2-1", Dimension = "standardMinutesLifetime", Scope = "Workspace", Period = "Lifetime", Unit = "minutes", Limit = 300, Used = 218 },
        new() { ProviderId = "ionq", Dimension = "qgs", Scope = "Workspace", Period = "Infinite", Limit = 16_666_667, Used = 1, Held = 0 },
        new() { ProviderId = "pasqal", Dimension = "qpu_hours", Used = 20 },
    ];

    public static readonly QuantumWorkspace Workspace = new()
    {
        Id = "/workspace",
        Name = "research",
        Endpoint = new Uri("https://research.eastus.quantum.azure.com/"),
        ResourceGroupName = "research-rg",
        SubscriptionId = "11111111-2222-3333-4444-555555555555",
        Location = "eastus",
        Credential = "API key",
    };

    public static readonly QuantumEmulator Emulator = new()
    {
        ProcessId = 4711,
        Endpoint = new Uri("http://127.0.0.1:45678/"),
        Workspace = WorkspaceId,
        ConnectionString = "ApiKey=secret",
    };

    public static readonly QuantumJobResult Result = new()
    {
        JobId = JobId,
        Name = "bell",
        Target = "ionq.simulator",
        OutputDataFormat = "ionq.quantum-results.v1",
        IsParsed = true,
        Histogram = QuantumOutcome.CreateHistogram(JobId, "bell", [("00", 0.75, 375), ("11", 0.25, 125)], isCountDerived: true),
        ShotCount = 500,
        IsCountDerived = true,
        CreationTime = Start,
        BeginExecutionTime = Start.AddMinutes(1),
        EndExecutionTime = Start.AddMinutes(2.25),
        Cost = 0.001m,
        Currency = "USD",
        Raw = "{\"a\":1}"u8.ToArray(),
        Workspace = "/workspace",
    };

    /// <summary>An outcome whose bar has the scale of a deserialized outcome.</summary>
    public static readonly QuantumOutcome Outcome = new() { JobName = "bell", JobId = JobId, Outcome = "00", Probability = 0.75, Count = 375, IsCountDerived = true };

    public static readonly QuantumExpectation Expectation = ResultStatistics.GetExpectation(Result, "IZ", confidenceLevel: 0.95);

    public static readonly QuantumProbabilityInterval Interval = ResultStatistics.GetIntervals(Result, confidenceLevel: 0.95)[0];

    public static readonly QuantumResultComparison Comparison = new()
    {
        JobName = "bell",
        JobId = JobId,
        ReferenceName = "ideal",
        ReferenceJobId = SessionId,
        TotalVariationDistance = 0.25,
        HellingerFidelity = 0.9,
    };

    public static IEnumerable<object> All =>
        [Session, Job, .. Targets, .. Quotas, File, Workspace, Emulator, Gates, Outcome, Result, Expectation, Interval, Comparison];
}
