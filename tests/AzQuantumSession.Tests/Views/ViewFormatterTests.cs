using System.Management.Automation;
using System.Reflection;
using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Views;

public sealed class ViewFormatterTests
{
    private static readonly Type[] Formatters = [typeof(ViewFormatter), typeof(ResultViewFormatter)];

    private static readonly DateTimeOffset Start = new(2020, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] CostDetails = ["Gates: 1600.5 shot", "2q: 1000 shot"];

    private static readonly string[] Tags = ["chem", "two"];

    private static readonly QuantumSession Session = new QuantumSession
    {
        Id = "id",
        Status = "Executing",
        CreationTime = Start,
        BeginExecutionTime = Start.AddMinutes(1),
        EndExecutionTime = Start.AddMinutes(2.5),
        LastModifiedTime = Start.AddMinutes(3),
        LastUpdatedTime = Start.AddMinutes(4),
        CostEstimate = new QuantumCostEstimate
        {
            EstimatedTotal = 1.327m,
            CurrencyCode = "USD",
            Events = [Gates(1600.5m), new QuantumCostEvent { DimensionId = "2q", AmountConsumed = 1000, MeasureUnit = "shot" }],
        },
        ErrorData = new QuantumErrorData
        {
            Code = "InvalidCircuit",
            Message = "No such gate.",
            Details = [new QuantumErrorData { Code = "Gate", Message = "x" }],
        },
        Tags = Tags,
        Usage = new Dictionary<string, decimal> { ["hqc"] = 1.5m },
    }.WithJobs([new QuantumSessionJob { Status = "Failed", EndExecutionTime = Start.AddMinutes(5) }]);

    private static readonly QuantumSessionJob Job = new()
    {
        Id = "id",
        Status = "Cancelled",
        IsCancelling = false,
        QuantumComputingCount = 0,
        CreationTime = Start,
        BeginExecutionTime = Start.AddMinutes(1),
        EndExecutionTime = Start.AddMinutes(2.5),
        CancellationTime = Start.AddMinutes(2),
        InputParams = new Dictionary<string, object?> { ["shots"] = 500L, ["noise"] = 0.5 },
        Metadata = new Dictionary<string, string> { ["step"] = "1" },
        Tags = ["chem"],
    };

    private static readonly QuantumJobResult Result = new()
    {
        Name = "bell",
        Target = "ionq.simulator",
        OutputDataFormat = "ionq.quantum-results.v1",
        IsParsed = true,
        Histogram = [new QuantumOutcome { Outcome = "00", Probability = 0.75, Count = 750, IsCountDerived = true }, new QuantumOutcome { Outcome = "11", Probability = 0.25 }],
        Shots = ["00", "11", "00"],
        ShotCount = 1000,
        IsCountDerived = true,
        Cost = 0.3m,
        Currency = "USD",
        Raw = [1, 2, 3, 4],
    };

    private static readonly QuantumQuota Quota = new() { ProviderId = "ionq", Target = "ionq.qpu.forte-1", Limit = 16_666_667, Used = 8_333_333.75m };

    private static readonly QuantumExpectation Expectation = new() { Observable = "ZZ", Value = -0.5, StandardError = 0.0123456, LowerBound = -0.6, UpperBound = -0.25 };

    private static readonly QuantumResultComparison Comparison = new() { TotalVariationDistance = 0.25, HellingerFidelity = 0.9 };

    private static QuantumSession WithCosts(params (string Currency, decimal? Total)[] jobs) => new QuantumSession().WithJobs(
    [
        .. jobs.Select(job => new QuantumSessionJob { Status = "Succeeded", CostEstimate = new QuantumCostEstimate { CurrencyCode = job.Currency, EstimatedTotal = job.Total } }),
    ]);

    private static QuantumCostEvent Gates(decimal amount) => new()
    {
        DimensionId = "1q",
        DimensionName = "Gates",
        MeasureUnit = "shot",
        AmountConsumed = amount,
        AmountBilled = 1600,
        UnitPrice = 0.00022m,
    };

    /// <summary>Each getter, an object, and the value for the object and for its deserialized copy.</summary>
    private static Dictionary<string, object?> Estimates { get; } = new()
    {
        ["status"] = "success",
        ["physicalCounts"] = new Dictionary<string, object?> { ["physicalQubits"] = 1200L, ["breakdown"] = new Dictionary<string, object?>() },
    };

    public static TheoryData<string, object, object?> Values()
    {
        string Local(double minutes) => ViewText.Local(Start.AddMinutes(minutes));
        string created = Local(0)[..10];
        return new TheoryData<string, object, object?>
        {
            { nameof(ViewFormatter.GetStatus), Session, "\e[36mExecuting\e[0m" },
            { nameof(ViewFormatter.GetStatus), Job, "\e[31mCancelled\e[0m" },
            { nameof(ViewFormatter.GetWorkspaceGroup), new QuantumSession { Workspace = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Quantum/workspaces/w" }, "w (g, s)" },
            { nameof(ViewFormatter.GetWorkspaceGroup), new QuantumTarget { Workspace = "/workspace" }, "workspace" },
            { nameof(ViewFormatter.GetCreated), Session, created },
            { nameof(ViewFormatter.GetCreated), Job, created },
            { nameof(ViewFormatter.GetModified), new QuantumJobFile { LastModifiedTime = Start }, created },
            { nameof(ViewFormatter.GetDuration), Session, "00:01:30" },
            { nameof(ViewFormatter.GetDuration), Job, "00:01:30" },
            { nameof(ViewFormatter.GetShortCost), Session, "1.33 USD" },
            { nameof(ViewFormatter.GetCost), Session, "1.327 USD" },
            { nameof(ViewFormatter.GetCost), WithCosts(("USD", 1.5m), ("USD", null)), "at least 1.50 USD" },
            { nameof(ViewFormatter.GetCost), WithCosts(("USD", 1.5m), ("EUR", 2), ("USD", 1)), "2.50 USD + 2.00 EUR" },
            { nameof(ViewFormatter.GetShortCost), WithCosts(("USD", 1.5m), ("EUR", 2)), "mixed" },
            { nameof(ViewFormatter.GetShortCost), WithCosts(("USD", 0m)), "0.00 USD" },
            { nameof(ViewFormatter.GetCostDetails), Session, CostDetails },
            { nameof(ViewFormatter.GetError), Session, "InvalidCircuit: No such gate." },
            { nameof(ViewFormatter.GetErrorDetails), Session, "Gate: x" },
            { nameof(ViewFormatter.GetTags), Session, Tags },
            { nameof(ViewFormatter.GetTags), Job, "chem" },
            { nameof(ViewFormatter.GetCreationTime), Session, Local(0) },
            { nameof(ViewFormatter.GetBeginExecutionTime), Session, Local(1) },
            { nameof(ViewFormatter.GetEndExecutionTime), Job, Local(2.5) },
            { nameof(ViewFormatter.GetLastModifiedTime), Session, Local(3) },
            { nameof(ViewFormatter.GetLastUpdatedTime), Session, Local(4) },
            { nameof(ViewFormatter.GetLastActivityTime), Session, Local(5) },
            { nameof(ViewFormatter.GetCancellationTime), Job, Local(2) },
            { nameof(ViewFormatter.GetTimesOutIn), new QuantumSession { Status = "Waiting", CreationTime = Start }.WithJobs([]), "due" },
            { nameof(ViewFormatter.GetJobSummary), Session, "1 Failed" },
            { nameof(ViewFormatter.GetJobSummary), new QuantumSession().WithJobs([]), "none" },
            { nameof(ViewFormatter.GetChart), new QuantumSessionChart(new QuantumSession(), "plain", "plain"), "plain" },
            { nameof(ViewFormatter.GetUsage), Session, "hqc: 1.5" },
            { nameof(ViewFormatter.GetMetadata), Job, "step: 1" },
            { nameof(ViewFormatter.GetIsCancelling), Job, "False" },
            { nameof(ViewFormatter.GetQuantumComputingCount), Job, "0" },
            { nameof(ViewFormatter.GetTargetName), new QuantumSession { Target = "ionq.simulator", Name = "vqe", Id = "id" }, "ionq.simulator       vqe (id)" },
            { nameof(ViewFormatter.GetTargetName), new QuantumSessionJob { Target = "ionq.qpu.forte-enterprise-1", Id = "id" }, "ionq.qpu.forte-enterprise-1 id" },
            { nameof(ViewFormatter.GetTargetName), new QuantumJobResult { Target = "ionq.qpu.forte-enterprise-1", Name = "vqe", JobId = "id" }, "ionq.qpu.forte-enterprise-1 vqe (id)" },
            { nameof(ViewFormatter.GetQueueTime), new QuantumTarget { AverageQueueTime = TimeSpan.FromHours(52.5) }, "2d 04:30" },
            { nameof(ViewFormatter.GetAvailability), new QuantumTarget { CurrentAvailability = "Degraded" }, "\e[93mDegraded\e[0m" },
            { nameof(ViewFormatter.GetQuotaTarget), Quota, "ionq.qpu.forte-1" },
            { nameof(ViewFormatter.GetQuotaTarget), new QuantumQuota { ProviderId = "ionq" }, "ionq" },
            { nameof(ViewFormatter.GetUsed), Quota, "8333334" },
            { nameof(ViewFormatter.GetLeft), Quota, "8333333" },
            { nameof(ViewFormatter.GetUsedPercent), Quota, $"{ViewText.Bar(10),-10}  50 %" },
            { nameof(ViewFormatter.GetUsedPercent), new QuantumQuota { Limit = 2, Used = 4 }, $"{ViewText.Bar(20)} 200 %" },
            { nameof(ViewFormatter.GetDimension), Gates(1), "Gates" },
            { nameof(ViewFormatter.GetDimension), new QuantumCostEvent { DimensionId = "2q" }, "2q" },
            { nameof(ViewFormatter.GetAmountConsumed), Gates(1600.5m), "1600.5" },
            { nameof(ViewFormatter.GetAmountBilled), Gates(1), "1600" },
            { nameof(ViewFormatter.GetUnitPrice), Gates(1), "0.00022" },
        };
    }

    /// <summary>The same for results and what is measured in them.</summary>
    public static TheoryData<string, object, object?> ResultValues()
    {
        string header = string.Join(Environment.NewLine, "Outcome Probability    Count Bar", "------- -----------    ----- ---");
        string histogram = string.Join(
            Environment.NewLine,
            $"00           0.7500     ~750 {ViewText.Bar(92)}",
            $"11           0.2500          {ViewText.Bar(31)}");
        return new TheoryData<string, object, object?>
        {
            { nameof(ResultViewFormatter.GetProbability), Result.Histogram[0], "0.7500" },
            { nameof(ResultViewFormatter.GetBar), Result.Histogram[1], ViewText.Bar(23) },
            { nameof(ResultViewFormatter.GetCount), Result.Histogram[0], "~750" },
            { nameof(ResultViewFormatter.GetCount), Result.Histogram[1], "" },
            { nameof(ResultViewFormatter.GetHeading), Result, "\e[1mbell\e[0m on ionq.simulator, 1000 shots (~: derived from probabilities)" },
            { nameof(ResultViewFormatter.GetHeading), new QuantumJobResult { Name = "step 1", Target = "ionq.qpu.forte-enterprise-1", ShotCount = 1000, IsCountDerived = true }, "\e[1mstep 1\e[0m on ionq.qpu.forte-enterprise-1, 1000 shots (~: derived)" },
            { nameof(ResultViewFormatter.GetHeading), new QuantumJobResult { Name = "a", Target = "t", ShotCount = 1 }, "\e[1ma\e[0m on t, 1 shot" },
            { nameof(ResultViewFormatter.GetHeading), new QuantumJobResult { Name = "a", Target = "t" }, "\e[1ma\e[0m on t" },
            { nameof(ResultViewFormatter.GetItemIndex), new QuantumJobResult { ItemIndex = 0 }, "0" },
            { nameof(ResultViewFormatter.GetItemIndex), Result, null },
            { nameof(ResultViewFormatter.GetHistogramHeader), Result, header },
            { nameof(ResultViewFormatter.GetHistogramHeader), new QuantumJobResult(), "" },
            { nameof(ResultViewFormatter.GetHistogram), Result, histogram },
            { nameof(ResultViewFormatter.GetHistogram), new QuantumJobResult { OutputDataFormat = "new.v9", Raw = [1, 2] }, "2 bytes in the format 'new.v9', in Text." },
            { nameof(ResultViewFormatter.GetHistogram), new QuantumJobResult { OutputDataFormat = "new.v9", Raw = [1, 2], ParseError = "There is no reader." }, "2 bytes in the format 'new.v9', in Text. There is no reader." },
            { nameof(ResultViewFormatter.GetHistogram), new QuantumJobResult { IsParsed = true, ResourceEstimates = Estimates }, "Resource estimates: physicalQubits = 1200" },
            { nameof(ResultViewFormatter.GetHistogram), new QuantumJobResult { IsParsed = true }, "" },
            { nameof(ResultViewFormatter.GetHeading), new QuantumJobResult { Name = "a", ItemIndex = 0, Target = "t" }, "\e[1ma[0]\e[0m on t" },
            { nameof(ResultViewFormatter.GetOutcomeCount), Result, 2 },
            { nameof(ResultViewFormatter.GetMostProbable), Result, "00: 0.75" },
            { nameof(ResultViewFormatter.GetMostProbableOutcome), Result, "00" },
            { nameof(ResultViewFormatter.GetMaxProbability), Result, "0.7500" },
            { nameof(ResultViewFormatter.GetResultCost), Result, "0.30 USD" },
            { nameof(ResultViewFormatter.GetValue), Expectation, "-0.500000" },
            { nameof(ResultViewFormatter.GetStandardError), Expectation, "0.012346" },
            { nameof(ResultViewFormatter.GetInterval), Expectation, "[-0.6000, -0.2500]" },
            { nameof(ResultViewFormatter.GetTotalVariationDistance), Comparison, "0.250000" },
            { nameof(ResultViewFormatter.GetHellingerFidelity), Comparison, "0.900000" },
            { nameof(ResultViewFormatter.GetShotCount), Result, "1000" },
            { nameof(ResultViewFormatter.GetShotCount), new QuantumJobResult { ShotCount = 0 }, "0" },
            { nameof(ResultViewFormatter.GetRawLength), Result, 4 },
        };
    }

    /// <summary>Each getter, and an object without the value.</summary>
    public static TheoryData<string, object> MissingValues() => new()
    {
        { nameof(ViewFormatter.GetWorkspaceGroup), new QuantumSession() },
        { nameof(ViewFormatter.GetCreated), new QuantumSession() },
        { nameof(ViewFormatter.GetModified), new QuantumJobFile() },
        { nameof(ViewFormatter.GetUsed), new QuantumQuota { Limit = 1 } },
        { nameof(ViewFormatter.GetLeft), new QuantumQuota { Used = 1 } },
        { nameof(ViewFormatter.GetUsedPercent), new QuantumQuota { Used = 1, Period = "Monthly" } },
        { nameof(ViewFormatter.GetDuration), new QuantumSession() },
        { nameof(ViewFormatter.GetDuration), new QuantumSession { Status = "Failed", CreationTime = Start } },
        { nameof(ViewFormatter.GetShortCost), new QuantumSession() },
        { nameof(ViewFormatter.GetShortCost), new QuantumSession { CostEstimate = new QuantumCostEstimate { CurrencyCode = "USD" } } },
        { nameof(ViewFormatter.GetShortCost), new QuantumSession { CostEstimate = new QuantumCostEstimate { CurrencyCode = "USD", EstimatedTotal = 0 } } },
        { nameof(ViewFormatter.GetShortCost), WithCosts(("USD", null)) },
        { nameof(ViewFormatter.GetCost), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetCost), WithCosts(("USD", null)) },
        { nameof(ViewFormatter.GetCostDetails), new QuantumSession() },
        { nameof(ViewFormatter.GetCostDetails), new QuantumSession { CostEstimate = new QuantumCostEstimate() } },
        { nameof(ViewFormatter.GetError), new QuantumSession() },
        { nameof(ViewFormatter.GetErrorDetails), new QuantumSession() },
        { nameof(ViewFormatter.GetErrorDetails), new QuantumSession { ErrorData = new QuantumErrorData { Code = "x" } } },
        { nameof(ViewFormatter.GetTags), new QuantumSession() },
        { nameof(ViewFormatter.GetCreationTime), new QuantumSession() },
        { nameof(ViewFormatter.GetBeginExecutionTime), new QuantumSession() },
        { nameof(ViewFormatter.GetEndExecutionTime), new QuantumSession() },
        { nameof(ViewFormatter.GetLastModifiedTime), new QuantumSession() },
        { nameof(ViewFormatter.GetLastUpdatedTime), new QuantumSession() },
        { nameof(ViewFormatter.GetLastActivityTime), new QuantumSession() },
        { nameof(ViewFormatter.GetCancellationTime), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetTimesOutIn), new QuantumSession() },
        { nameof(ViewFormatter.GetJobSummary), new QuantumSession() },
        { nameof(ViewFormatter.GetUsage), new QuantumSession() },
        { nameof(ViewFormatter.GetInputParams), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetMetadata), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetIsCancelling), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetQuantumComputingCount), new QuantumSessionJob() },
        { nameof(ViewFormatter.GetAvailability), new QuantumTarget() },
        { nameof(ViewFormatter.GetQueueTime), new QuantumTarget() },
        { nameof(ViewFormatter.GetDimension), new QuantumCostEvent() },
        { nameof(ViewFormatter.GetAmountConsumed), new QuantumCostEvent() },
        { nameof(ViewFormatter.GetAmountBilled), new QuantumCostEvent() },
        { nameof(ViewFormatter.GetUnitPrice), new QuantumCostEvent() },
        { nameof(ResultViewFormatter.GetMostProbable), new QuantumJobResult() },
        { nameof(ResultViewFormatter.GetShotCount), new QuantumJobResult() },
        { nameof(ResultViewFormatter.GetMostProbableOutcome), new QuantumJobResult() },
        { nameof(ResultViewFormatter.GetResultCost), new QuantumJobResult() },
        { nameof(ResultViewFormatter.GetStandardError), new QuantumExpectation() },
        { nameof(ResultViewFormatter.GetInterval), new QuantumExpectation() },
    };

    [Theory]
    [MemberData(nameof(Values))]
    [MemberData(nameof(ResultValues))]
    public void Getters_return_the_text_of_an_object_in_any_culture(string getter, object item, object? expected)
    {
        using var culture = new ForeignCulture();

        Assert.Equal(expected, Get(getter, item));
    }

    [Theory]
    [MemberData(nameof(Values))]
    [MemberData(nameof(ResultValues))]
    public void Getters_return_the_same_text_for_a_deserialized_object(string getter, object item, object? expected)
    {
        using var culture = new ForeignCulture();

        // Export-Clixml serializes to a depth of 2. The lists in the cost and the error are deeper.
        int depth = getter is nameof(ViewFormatter.GetCostDetails) or nameof(ViewFormatter.GetErrorDetails) ? 3 : 2;

        Assert.Equal(expected, Get(getter, Deserialize(item, depth)));
    }

    [Theory]
    [MemberData(nameof(MissingValues))]
    public void Getters_return_null_for_missing_values(string getter, object item)
    {
        Assert.Null(Get(getter, item));
        Assert.Null(Get(getter, Deserialize(item, depth: 2)));
    }

    [Fact]
    public void Getters_format_objects_from_a_job_in_another_process()
    {
        PSObject session = Deserialize(Session, depth: 1);
        PSObject result = Deserialize(Result, depth: 1);

        Assert.Equal("1.33 USD", ViewFormatter.GetShortCost(session));
        Assert.Equal("InvalidCircuit: No such gate.", ViewFormatter.GetError(session));
        Assert.Equal(ViewFormatter.GetCreationTime(new PSObject(Session)), ViewFormatter.GetCreationTime(session));
        Assert.Equal(["00: 0.75", "11: 0.25"], ResultViewFormatter.GetHistogram(result).Split(Environment.NewLine));
    }

    [Fact]
    public void GetInputParams_returns_one_line_for_each_parameter() =>
        Assert.Equal(["noise: 0.5", "shots: 500"], Assert.IsType<string[]>(ViewFormatter.GetInputParams(new PSObject(Job))).Order());

    [Fact]
    public void GetDuration_of_an_open_session_counts_until_now()
    {
        var session = new QuantumSession { Status = "Executing", CreationTime = DateTimeOffset.UtcNow - new TimeSpan(12, 3, 30, 0) };

        Assert.Equal("12d 03h", ViewFormatter.GetDuration(new PSObject(session)));
        Assert.Equal("12d 03h", ViewFormatter.GetDuration(Deserialize(session, depth: 1)));
    }

    [Fact]
    public void GetTimesOutIn_counts_down_for_an_idle_session()
    {
        QuantumSession session = new QuantumSession { Status = "Waiting", CreationTime = DateTimeOffset.UtcNow.AddSeconds(-30) }.WithJobs([]);

        Assert.Matches(@"^0\d:\d\d \(close it, or submit a job\)$", ViewFormatter.GetTimesOutIn(new PSObject(session)));
    }

    [Fact]
    public void Values_has_a_row_for_each_getter()
    {
        IEnumerable<string> getters = Formatters.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(method => method.Name);

        string[] tested = [.. Values().Concat(ResultValues()).Select(row => row.Data.Item1), nameof(ViewFormatter.GetInputParams)];

        Assert.Equal(getters.Order(), tested.Distinct().Order());
    }

    private static object? Get(string getter, object item) =>
        Formatters.Select(type => type.GetMethod(getter)).OfType<MethodInfo>().Single().Invoke(null, [PSObject.AsPSObject(item)]);

    private static PSObject Deserialize(object item, int depth) => (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(item, depth));
}
