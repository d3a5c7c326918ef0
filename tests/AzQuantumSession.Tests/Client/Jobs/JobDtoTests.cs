namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobDtoTests
{
    private const string Job = """
        {"containerUri":"https://a.blob.core.windows.net/job-1?sv=1&sig=SECRET","inputDataUri":"https://a.blob.core.windows.net/job-1/inputData?sig=SECRET",
        "outputDataUri":"https://a.blob.core.windows.net/job-1/rawOutputData?sig=SECRET","inputDataFormat":"ionq.circuit.v1","outputDataFormat":"ionq.quantum-results.v1",
        "inputParams":{"shots":500,"big":12345678901234567890,"angle":0.25,"huge":1e300,"name":"x","on":true,"none":null,"list":[1,"a",[false]],"map":{"k":2}},
        "metadata":{"label":"a","number":7,"nothing":null},"sessionId":"s1","status":"Succeeded","jobType":"QuantumComputing","isCancelling":false,
        "quantumComputingData":{"count":3},"errorData":null,"costEstimate":{"currencyCode":"USD","events":[],"estimatedTotal":0.3},
        "creationTime":"2026-10-09T00:27:51.0811501Z","beginExecutionTime":"2026-10-09T00:27:52Z","endExecutionTime":"2026-10-09T00:27:54Z",
        "cancellationTime":null,"lastModifiedTime":"2026-10-09T00:27:55Z","jobPriority":"Basic","priority":"Standard","tags":["t"],
        "id":"j1","name":"step 1","providerId":"ionq","target":"ionq.simulator","itemType":"Job","createdBy":"me","createdByType":"User",
        "lastUpdatedTime":"2026-10-09T00:27:56Z","lastModifiedBy":"you","lastModifiedByType":"Key","usage":{"hqc":2.5},
        "shots":500,"shotsSucceeded":498,"shotsFailed":"2","shotsTranslated":497,"resumeCount":1,
        "brandNew":1,"newUri":"https://a.blob.core.windows.net/job-1/log?sig=SECRET#f","question":"is it? yes"}
        """;

    [Fact]
    public async Task GetJobAsync_reads_all_properties()
    {
        QuantumSessionJob job = await ReadAsync(Job);

        Assert.Equal(("j1", "step 1", "s1", ClientFixture.WorkspacePath), (job.Id, job.Name, job.SessionId, job.Workspace));
        Assert.Equal(("ionq", "ionq.simulator"), (job.ProviderId, job.Target));
        Assert.Equal(("Job", "QuantumComputing"), (job.ItemType, job.JobType));
        Assert.Equal((true, false), (job.IsTerminal, job.IsCancelling));
        Assert.Equal(TimeSpan.FromSeconds(2), job.Duration);
        Assert.Null(job.CancellationTime);
        Assert.NotNull(job.LastModifiedTime);
        Assert.Equal(0.3m, job.CostEstimate!.EstimatedTotal);
        Assert.Equal(("ionq.circuit.v1", "ionq.quantum-results.v1"), (job.InputDataFormat, job.OutputDataFormat));
        Assert.Equal(3, job.QuantumComputingCount);
        Assert.Equal(("Standard", "Basic"), (job.Priority, job.JobPriority));
        Assert.Equal(["t"], job.Tags);
        Assert.Equal(("me", "User"), (job.CreatedBy, job.CreatedByType));
        Assert.Equal(("you", "Key"), (job.LastModifiedBy, job.LastModifiedByType));
        Assert.NotNull(job.LastUpdatedTime);
        Assert.Equal((500, 498, 2, 497, 1), (job.Shots, job.ShotsSucceeded, job.ShotsFailed, job.ShotsTranslated, job.ResumeCount));
        Assert.Equal(new Dictionary<string, decimal> { ["hqc"] = 2.5m }, job.Usage);
        Assert.Equal(
            new Dictionary<string, object?> { ["brandNew"] = 1L, ["newUri"] = "https://a.blob.core.windows.net/job-1/log", ["question"] = "is it? yes" },
            job.AdditionalProperties);
    }

    [Fact]
    public async Task GetJobAsync_removes_the_SAS_from_URIs()
    {
        QuantumSessionJob job = await ReadAsync(Job);

        Assert.Equal("https://a.blob.core.windows.net/job-1", job.ContainerUri!.OriginalString);
        Assert.Equal("https://a.blob.core.windows.net/job-1/inputData", job.InputDataUri!.OriginalString);
        Assert.Equal("https://a.blob.core.windows.net/job-1/rawOutputData", job.OutputDataUri!.OriginalString);
    }

    [Fact]
    public async Task GetJobAsync_reads_parameters_and_metadata_as_plain_values()
    {
        QuantumSessionJob job = await ReadAsync(Job);

        Assert.Equal(500L, job.InputParams["shots"]);
        Assert.Equal(12345678901234567890m, job.InputParams["big"]);
        Assert.Equal(0.25m, job.InputParams["angle"]);
        Assert.Equal(1e300, job.InputParams["huge"]);
        Assert.Equal("x", job.InputParams["name"]);
        Assert.Equal(true, job.InputParams["on"]);
        Assert.Null(job.InputParams["none"]);
        IReadOnlyList<object?> list = Assert.IsAssignableFrom<IReadOnlyList<object?>>(job.InputParams["list"]);
        Assert.Equal([1L, "a"], list.Take(2));
        Assert.Equal(2L, Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(job.InputParams["map"])["k"]);
        Assert.Equal(new Dictionary<string, string> { ["label"] = "a", ["number"] = "7", ["nothing"] = "" }, job.Metadata);
    }

    [Fact]
    public async Task GetJobAsync_reads_missing_or_invalid_properties_as_null_or_empty()
    {
        QuantumSessionJob job = await ReadAsync("""{"id":"j1","inputParams":null,"metadata":[],"tags":null,"quantumComputingData":null,"containerUri":"not a URI","isCancelling":"true"}""");

        Assert.Empty(job.InputParams);
        Assert.Empty(job.Metadata);
        Assert.Empty(job.Tags);
        Assert.All(new object?[] { job.QuantumComputingCount, job.ContainerUri, job.SessionId }, Assert.Null);
        Assert.True(job.IsCancelling);
    }

    [Fact]
    public async Task GetJobAsync_throws_InvalidResponse_for_a_job_without_id() =>
        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => ReadAsync("{}"))).Kind);

    [Fact]
    public async Task GetJobAsync_and_CancelJobAsync_name_a_missing_job()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(404, "JobNotFound", "no"));
        QuantumServiceException read = await ClientFixture.FailureAsync(() => workspace.Client.GetJobAsync("j9", ClientFixture.Token));
        QuantumServiceException cancel = await ClientFixture.FailureAsync(() => workspace.Client.CancelJobAsync("j9", ClientFixture.Token));

        Assert.StartsWith("Job 'j9' was not found in workspace 'ws'", read.Message, StringComparison.Ordinal);
        Assert.StartsWith("Job 'j9' was not found in workspace 'ws'", cancel.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListSessionJobsAsync_sets_the_session_and_filters_by_name()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Json(ClientFixture.Page(["""{"id":"j1","name":"a"}""", """{"id":"j2","name":"b"}"""])));
        QuantumSessionJob job = Assert.Single(await workspace.Client
            .ListSessionJobsAsync("s7", new ItemFilter { Name = name => name == "b" }, ClientFixture.Token).ReadAllAsync());

        Assert.Equal("j2", job.Id);
        Assert.Equal("s7", job.SessionId);
    }

    private static async Task<QuantumSessionJob> ReadAsync(string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json(body));
        return await workspace.Client.GetJobAsync("j1", ClientFixture.Token);
    }
}
