using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Tests jobs from the client to the emulator, with each kind of storage.</summary>
public abstract class JobEndToEndTests
{
    /// <summary>Returns the connection string of the storage, or null for the built-in storage of the emulator.</summary>
    protected abstract Task<string?> StorageAsync();

    [Fact]
    public async Task SubmitJobAsync_runs_a_job_in_a_session_and_ReceiveResultAsync_returns_its_result()
    {
        await using EmulatorFixture fixture = await StartAsync();
        QuantumSession session = await fixture.OpenAsync();
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token);

        Assert.Equal(session.Id, job.SessionId);
        Assert.Equal("step 1", job.Name);
        Assert.Equal(500L, job.InputParams["shots"]);
        Assert.Equal("a", job.Metadata["label"]);
        await fixture.AdvanceAsync(60);

        QuantumJobResult result = await fixture.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.True(result.IsParsed);
        Assert.Equal(["00", "11"], result.Histogram.Select(item => item.Outcome));
        Assert.All(result.Histogram, item => Assert.Equal(0.5, item.Probability, 9));
        Assert.All(result.Histogram, item => Assert.Null(item.Count));
        Assert.Null(result.Shots);
        Assert.Equal(job.Id, result.JobId);
        Assert.Equal(session.Id, result.SessionId);
        Assert.Equal("ionq.simulator", result.Target);
        Assert.Equal(fixture.Client.Workspace.Id, result.Workspace);

        using MemoryStream copy = new();
        await fixture.Client.DownloadResultAsync(job.Id, copy, ClientFixture.Token);
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.StartsWith("{\"histogram\":", Encoding.UTF8.GetString(result.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitJobAsync_twice_creates_one_job()
    {
        await using EmulatorFixture fixture = await StartAsync();
        QuantumSession session = await fixture.OpenAsync();
        JobSubmission submission = CreateSubmission(session);
        QuantumSessionJob first = await fixture.Client.SubmitJobAsync(submission, ClientFixture.Token);
        QuantumSessionJob second = await fixture.Client.SubmitJobAsync(submission, ClientFixture.Token);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(await fixture.Client.ListSessionJobsAsync(session.Id, new JobFilter(), ClientFixture.Token).ToListAsync());
    }

    [Fact]
    public async Task Requests_survive_injected_faults()
    {
        await using EmulatorFixture fixture = await StartAsync();
        QuantumSession session = await fixture.OpenAsync();
        await fixture.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 503, ["path"] = "inputData" });
        await fixture.FaultAsync(new JsonObject { ["kind"] = "reset", ["afterExecution"] = true, ["method"] = "PUT", ["path"] = "/jobs/" });
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token);
        await fixture.AdvanceAsync(60);
        await fixture.FaultAsync(new JsonObject { ["kind"] = "truncate", ["path"] = "job-.*utput" });

        Assert.Equal(2, (await fixture.Client.ReceiveResultAsync(job.Id, ClientFixture.Token)).Histogram.Count);
        Assert.Single(await fixture.Client.ListSessionJobsAsync(session.Id, new JobFilter(), ClientFixture.Token).ToListAsync());
    }

    [Theory]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "honeywell.quantum-results.v1", "OPENQASM 2.0; qreg q[2]; creg c[2]; creg d[1];", "00 0")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "qir.v1", "honeywell.qir.v1", null, "00")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "qir.v1", "microsoft.quantum-results.v1", null, "00")]
    [InlineData("ionq", "ionq.simulator", "qir.v1", "microsoft.quantum-results.v2", null, "00")]
    [InlineData("rigetti", "rigetti.sim.qvm", "rigetti.quil.v1", "rigetti.quil-results.v1", "DECLARE ro BIT[3]", "000")]
    [InlineData("pasqal", "pasqal.sim.emu-tn", "pasqal.pulser.v1", "pasqal.pulser-results.v1", "{}", "0000")]
    public async Task ReceiveResultAsync_parses_the_results_of_all_providers(string provider, string target, string input, string output, string? text, string outcome)
    {
        await using EmulatorFixture fixture = await StartAsync();
        byte[] data = text is null ? [0x42, 0x43, 0xC0, 0xDE, 0x35] : Encoding.UTF8.GetBytes(text);
        JobSubmission submission = JobSubmissionFactory.Create(
            new MemoryStream(data),
            providerId: provider,
            target: target,
            inputDataFormat: input,
            outputDataFormat: output,
            inputParams: new Dictionary<string, object?> { ["shots"] = 20 });
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await fixture.AdvanceAsync(3600);
        QuantumJobResult result = await fixture.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);

        Assert.True(result.IsParsed);
        QuantumOutcome entry = Assert.Single(result.Histogram);
        Assert.Equal(outcome, entry.Outcome);
        Assert.Equal(1, entry.Probability);
        Assert.Null(result.SessionId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubmitJobAsync_uploads_a_large_input_completely(bool compressible)
    {
        byte[] input = new byte[1_000_000];
        new Random(3).NextBytes(compressible ? input.AsSpan(600_000) : input);
        input[0] = 0x42;
        input[1] = 0x43;
        input[2] = 0xC0;
        input[3] = 0xDE;
        await using EmulatorFixture fixture = await StartAsync(new WorkspaceClientSettings { UploadBlockSize = 64 * 1024, Environment = _ => null });
        JobSubmission submission = JobSubmissionFactory.Create(
            new MemoryStream(input),
            providerId: "microsoft-qc",
            target: "microsoft.estimator",
            inputDataFormat: "qir.v1",
            outputDataFormat: "microsoft.resource-estimates.v1");
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await fixture.AdvanceAsync(3600);

        // The emulated estimator returns its input.
        QuantumJobResult result = await fixture.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.False(result.IsParsed);
        Assert.Equal(input, result.Raw);
    }

    [Fact]
    public async Task ReceiveResultAsync_reports_the_error_of_a_failed_job()
    {
        await using EmulatorFixture fixture = await StartAsync();
        QuantumSession session = await fixture.OpenAsync();
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(
            CreateSubmission(session, Circuits.Invalid), ClientFixture.Token);
        await fixture.AdvanceAsync(60);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => fixture.Client.ReceiveResultAsync(job.Id, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.NotNull(failure.ErrorData!.Code);
        Assert.Contains(failure.ErrorData.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchJobsAsync_polls_jobs_of_several_sessions()
    {
        await using EmulatorFixture fixture = await StartAsync();
        List<string> ids = [];
        for (int i = 0; i < 2; i++)
        {
            QuantumSession session = await fixture.OpenAsync();
            for (int j = 0; j < 4; j++)
            {
                ids.Add((await fixture.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token)).Id);
            }
        }

        int updates = 0;
        List<string> finalIds = [];
        await foreach (ItemUpdate<QuantumSessionJob> item in fixture.Client.WatchJobsAsync(ids, _ => false, TimeSpan.Zero, ClientFixture.Token))
        {
            if (++updates == 8)
            {
                await fixture.AdvanceAsync(3600);
            }

            if (item.IsFinal)
            {
                finalIds.Add(item.Id);
                Assert.Equal("Succeeded", item.Item!.Status);
            }
        }

        Assert.Equal(ids.Order(), finalIds.Order());
    }

    private static JobSubmission CreateSubmission(QuantumSession session, string input = Circuits.Bell) => JobSubmissionFactory.Create(
        new MemoryStream(Encoding.UTF8.GetBytes(input)),
        sessionId: session.Id,
        inputParams: new Dictionary<string, object?> { ["shots"] = 500 },
        metadata: new Dictionary<string, string> { ["label"] = "a" });

    private async Task<EmulatorFixture> StartAsync(WorkspaceClientSettings? settings = null) =>
        await EmulatorFixture.StartAsync(new EmulatorOptions { Frozen = true, Storage = await StorageAsync() }, settings);
}
