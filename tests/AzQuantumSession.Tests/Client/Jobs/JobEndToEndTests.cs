using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Jobs through the whole chain, for every storage that they can have.</summary>
public abstract class JobEndToEndTests
{
    private const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";

    /// <summary>The storage's connection string; null for the emulator's own.</summary>
    protected abstract Task<string?> StorageAsync();

    [Fact]
    public async Task SubmitJobAsync_runs_a_job_in_a_session_and_ReceiveResultAsync_returns_its_result()
    {
        await using EmulatorFixture rig = await StartAsync();
        QuantumSession session = await rig.OpenAsync();
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(Submission(session, Bell), ClientFixture.Token);

        Assert.Equal(session.Id, job.SessionId);
        Assert.Equal("step 1", job.Name);
        Assert.Equal(500L, job.InputParams["shots"]);
        Assert.Equal("a", job.Metadata["label"]);
        await rig.AdvanceAsync(60);

        QuantumJobResult result = await rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.True(result.IsParsed);
        Assert.Equal(["00", "11"], result.Histogram.Select(item => item.Outcome));
        Assert.All(result.Histogram, item => Assert.Equal(0.5, item.Probability, 9));
        Assert.All(result.Histogram, item => Assert.Null(item.Count));
        Assert.Null(result.Shots);
        Assert.Equal(job.Id, result.JobId);
        Assert.Equal(session.Id, result.SessionId);
        Assert.Equal("ionq.simulator", result.Target);
        Assert.Equal(rig.Client.Workspace.Id, result.Workspace);

        using MemoryStream copy = new();
        await rig.Client.DownloadResultAsync(job.Id, copy, ClientFixture.Token);
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.StartsWith("{\"histogram\":", Encoding.UTF8.GetString(result.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitJobAsync_twice_creates_one_job()
    {
        await using EmulatorFixture rig = await StartAsync();
        QuantumSession session = await rig.OpenAsync();
        JobSubmission submission = Submission(session, Bell);
        QuantumSessionJob first = await rig.Client.SubmitJobAsync(submission, ClientFixture.Token);
        QuantumSessionJob again = await rig.Client.SubmitJobAsync(submission, ClientFixture.Token);

        Assert.Equal(first.Id, again.Id);
        Assert.Single(await rig.Client.ListSessionJobsAsync(session.Id, new JobFilter(), ClientFixture.Token).ToListAsync());
    }

    [Fact]
    public async Task Requests_survive_injected_faults()
    {
        await using EmulatorFixture rig = await StartAsync();
        QuantumSession session = await rig.OpenAsync();
        await rig.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 503, ["path"] = "inputData" });
        await rig.FaultAsync(new JsonObject { ["kind"] = "reset", ["afterExecution"] = true, ["method"] = "PUT", ["path"] = "/jobs/" });
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(Submission(session, Bell), ClientFixture.Token);
        await rig.AdvanceAsync(60);
        await rig.FaultAsync(new JsonObject { ["kind"] = "truncate", ["path"] = "job-.*utput" });

        Assert.Equal(2, (await rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token)).Histogram.Count);
        Assert.Single(await rig.Client.ListSessionJobsAsync(session.Id, new JobFilter(), ClientFixture.Token).ToListAsync());
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
        await using EmulatorFixture rig = await StartAsync();
        byte[] data = text is null ? [0x42, 0x43, 0xC0, 0xDE, 0x35] : Encoding.UTF8.GetBytes(text);
        JobSubmission submission = new()
        {
            Id = Guid.NewGuid().ToString(),
            Name = "one",
            ProviderId = provider,
            Target = target,
            InputDataFormat = input,
            OutputDataFormat = output,
            Input = new MemoryStream(data),
            InputParams = new Dictionary<string, object?> { ["shots"] = 20 },
        };
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await rig.AdvanceAsync(3600);
        QuantumJobResult result = await rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);

        Assert.True(result.IsParsed);
        QuantumOutcome only = Assert.Single(result.Histogram);
        Assert.Equal(outcome, only.Outcome);
        Assert.Equal(1, only.Probability);
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
        await using EmulatorFixture rig = await StartAsync(new WorkspaceClientSettings { UploadBlockSize = 64 * 1024, Environment = _ => null });
        JobSubmission submission = new()
        {
            Id = Guid.NewGuid().ToString(),
            Name = "estimate",
            ProviderId = "microsoft-qc",
            Target = "microsoft.estimator",
            InputDataFormat = "qir.v1",
            OutputDataFormat = "microsoft.resource-estimates.v1",
            Input = new MemoryStream(input),
        };
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await rig.AdvanceAsync(3600);

        // The emulated estimator gives back what it got.
        QuantumJobResult result = await rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.False(result.IsParsed);
        Assert.Equal(input, result.Raw);
    }

    [Fact]
    public async Task ReceiveResultAsync_reports_the_error_of_a_failed_job()
    {
        await using EmulatorFixture rig = await StartAsync();
        QuantumSession session = await rig.OpenAsync();
        QuantumSessionJob job = await rig.Client.SubmitJobAsync(
            Submission(session, """{"qubits":1,"circuit":[{"gate":"nonsense","target":0}]}"""), ClientFixture.Token);
        await rig.AdvanceAsync(60);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => rig.Client.ReceiveResultAsync(job.Id, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.NotNull(failure.ErrorData!.Code);
        Assert.Contains(failure.ErrorData.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchJobsAsync_polls_jobs_of_several_sessions()
    {
        await using EmulatorFixture rig = await StartAsync();
        List<string> ids = [];
        for (int i = 0; i < 2; i++)
        {
            QuantumSession session = await rig.OpenAsync();
            for (int j = 0; j < 4; j++)
            {
                ids.Add((await rig.Client.SubmitJobAsync(Submission(session, Bell), ClientFixture.Token)).Id);
            }
        }

        int seen = 0;
        List<string> last = [];
        await foreach (ItemUpdate<QuantumSessionJob> item in rig.Client.WatchJobsAsync(ids, _ => false, TimeSpan.Zero, ClientFixture.Token))
        {
            if (++seen == 8)
            {
                await rig.AdvanceAsync(3600);
            }

            if (item.IsFinal)
            {
                last.Add(item.Id);
                Assert.Equal("Succeeded", item.Item!.Status);
            }
        }

        Assert.Equal(ids.Order(), last.Order());
    }

    private static JobSubmission Submission(QuantumSession? session, string input) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Name = "step 1",
        SessionId = session?.Id,
        ProviderId = "ionq",
        Target = "ionq.simulator",
        InputDataFormat = "ionq.circuit.v1",
        OutputDataFormat = "ionq.quantum-results.v1",
        Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        InputParams = new Dictionary<string, object?> { ["shots"] = 500 },
        Metadata = new Dictionary<string, string> { ["label"] = "a" },
    };

    private async Task<EmulatorFixture> StartAsync(WorkspaceClientSettings? settings = null) =>
        await EmulatorFixture.StartAsync(new EmulatorOptions { Frozen = true, Storage = await StorageAsync() }, settings);
}
