using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Handlers;
using AzQuantumSession.Tests.Model;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>Tests jobs from the client to the emulator, with each kind of storage.</summary>
public abstract class JobEndToEndTests : EmulatedWorkspaceTestBase
{
    private static readonly byte[] Bitcode = [0x42, 0x43, 0xC0, 0xDE, 0x35];

    [Fact]
    public async Task SubmitJobAsync_runs_a_job_in_a_session_and_ReceiveResultAsync_returns_its_result()
    {
        QuantumSession session = await Workspace.OpenAsync();
        QuantumSessionJob job = await Workspace.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token);

        Assert.Equal(session.Id, job.SessionId);
        Assert.Equal("step 1", job.Name);
        Assert.Equal(500L, job.InputParams["shots"]);
        Assert.Equal("a", job.Metadata["label"]);
        await Workspace.AdvanceAsync(60);

        QuantumJobResult result = await Workspace.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);
        Assert.True(result.IsParsed);
        Assert.Equal(["00", "11"], result.Histogram.Select(item => item.Outcome));
        Assert.All(result.Histogram, item => Assert.Equal(0.5, item.Probability, 9));
        Assert.All(result.Histogram, item => Assert.Equal((250L, true), (item.Count, item.IsCountDerived)));
        Assert.Null(result.Shots);
        Assert.Equal(job.Id, result.JobId);
        Assert.Equal(session.Id, result.SessionId);
        Assert.Equal("ionq.simulator", result.Target);
        Assert.Equal(Workspace.Client.Workspace.Id, result.Workspace);

        using MemoryStream copy = new();
        await Workspace.Client.DownloadResultAsync(job.Id, copy, ClientFixture.Token);
        Assert.Equal(result.Raw, copy.ToArray());
        Assert.StartsWith("{\"histogram\":", Encoding.UTF8.GetString(result.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitJobAsync_twice_creates_one_job()
    {
        QuantumSession session = await Workspace.OpenAsync();
        JobSubmission submission = CreateSubmission(session);
        QuantumSessionJob first = await Workspace.Client.SubmitJobAsync(submission, ClientFixture.Token);
        QuantumSessionJob second = await Workspace.Client.SubmitJobAsync(submission, ClientFixture.Token);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(await Workspace.Client.ListSessionJobsAsync(session.Id, new ItemFilter(), ClientFixture.Token).ReadAllAsync());
    }

    [Fact]
    public async Task Requests_survive_injected_faults()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 503, ["path"] = "inputData" });
        await Workspace.LoseResponseAsync("PUT", "/jobs/");
        QuantumSessionJob job = await Workspace.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token);
        await Workspace.AdvanceAsync(60);
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "truncate", ["path"] = "job-.*utput" });

        Assert.Equal(2, (await Workspace.Client.ReceiveResultAsync(job.Id, ClientFixture.Token)).Histogram.Count);
        Assert.Single(await Workspace.Client.ListSessionJobsAsync(session.Id, new ItemFilter(), ClientFixture.Token).ReadAllAsync());
    }

    [Theory]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "honeywell.openqasm.v1", "honeywell.quantum-results.v1", "OPENQASM 2.0; qreg q[2]; creg c[2]; creg d[1];", "00 0")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "qir.v1", "microsoft.quantum-results.v2", null, "00")]
    [InlineData("Microsoft.Test.FirstParty", "echo-quantinuum", "qir.v1", "honeywell.qir.v1", null, "00")]
    [InlineData("quantinuum", "quantinuum.sim.h2-1e", "qir.v1", "microsoft.quantum-results.v1", null, "00")]
    [InlineData("ionq", "ionq.simulator", "qir.v1", "microsoft.quantum-results.v2", null, "00")]
    [InlineData("rigetti", "rigetti.sim.qvm", "rigetti.quil.v1", "rigetti.quil-results.v1", "DECLARE ro BIT[3]", "000")]
    [InlineData("pasqal", "pasqal.sim.emu-tn", "pasqal.pulser.v1", "pasqal.pulser-results.v1", "{}", "0000")]
    public async Task ReceiveResultAsync_parses_the_results_of_all_providers(string provider, string target, string input, string output, string? text, string outcome)
    {
        byte[] data = text is null ? Bitcode : Encoding.UTF8.GetBytes(text);
        JobSubmission submission = JobSubmissionFactory.Create(
            new MemoryStream(data),
            providerId: provider,
            target: target,
            inputDataFormat: input,
            outputDataFormat: output,
            inputParams: new JobParameters { Shots = 20 }.ToInputParams(provider, input));
        QuantumSessionJob job = await Workspace.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await Workspace.AdvanceAsync(3600);
        QuantumJobResult result = await Workspace.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);

        Assert.True(result.IsParsed);
        QuantumOutcome entry = Assert.Single(result.Histogram);
        Assert.Equal(outcome, entry.Outcome);
        Assert.Equal(1, entry.Probability);
        Assert.Null(result.SessionId);
    }

    [Theory]
    [MemberData(nameof(ProviderTableTests.Providers), MemberType = typeof(ProviderTableTests))]
    public async Task Each_provider_of_the_table_runs_its_sample(string provider)
    {
        string target = TargetCatalog.All.First(item => item.ProviderId == provider).Id;
        ProviderDefinition row = ProviderTable.Find(provider);
        JobFormat format = row.Format ?? ProviderTable.FindFormat(ProviderTable.Qir)!;
        JobSubmission submission = JobSubmissionFactory.Create(
            new MemoryStream(format.Sample is null ? Bitcode : Encoding.UTF8.GetBytes(format.Sample)),
            providerId: provider,
            target: target,
            inputDataFormat: format.Input,
            outputDataFormat: row.GetOutputFormat(format.Input)!,
            inputParams: new JobParameters { Shots = 20 }.ToInputParams(provider, format.Input));
        QuantumSessionJob job = await Workspace.Client.SubmitJobAsync(submission, ClientFixture.Token);
        await Workspace.AdvanceAsync(3600);
        QuantumJobResult result = await Workspace.Client.ReceiveResultAsync(job.Id, ClientFixture.Token);

        Assert.Equal((true, 20L), (result.IsParsed, result.ShotCount));
        Assert.Equal(result.ResourceEstimates is null, result.Histogram.Count > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubmitJobAsync_uploads_a_large_input_completely(bool compress)
    {
        byte[] input = new byte[1_000_000];
        new Random(3).NextBytes(input);
        Bitcode.CopyTo(input, 0);
        await using EmulatorFixture fixture = await EmulatorFixture.StartAsync(
            await CreateOptionsAsync() with { Frozen = true }, new WorkspaceClientSettings { UploadBlockSize = 64 * 1024, Environment = _ => null });
        JobSubmission submission = JobSubmissionFactory.Create(
            new MemoryStream(input),
            providerId: "microsoft-qc",
            target: "microsoft.estimator",
            inputDataFormat: "qir.v1",
            outputDataFormat: "microsoft.resource-estimates.v1",
            compress: compress);
        QuantumSessionJob job = await fixture.Client.SubmitJobAsync(submission, ClientFixture.Token);

        Assert.Equal(input, await fixture.ReadInputAsync(job.Id));
    }

    [Fact]
    public async Task ReceiveResultAsync_reports_the_error_of_a_failed_job()
    {
        QuantumSession session = await Workspace.OpenAsync();
        QuantumSessionJob job = await Workspace.Client.SubmitJobAsync(
            CreateSubmission(session, Circuits.Invalid), ClientFixture.Token);
        await Workspace.AdvanceAsync(60);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => Workspace.Client.ReceiveResultAsync(job.Id, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.NotFound, failure.Kind);
        Assert.NotNull(failure.ErrorData!.Code);
        Assert.Contains(failure.ErrorData.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchJobsAsync_polls_jobs_of_several_sessions()
    {
        List<string> ids = [];
        for (int i = 0; i < 2; i++)
        {
            QuantumSession session = await Workspace.OpenAsync();
            for (int j = 0; j < 4; j++)
            {
                ids.Add((await Workspace.Client.SubmitJobAsync(CreateSubmission(session), ClientFixture.Token)).Id);
            }
        }

        int updates = 0;
        List<string> finalIds = [];
        await foreach (ItemUpdate<QuantumSessionJob> item in Workspace.Client.WatchJobsAsync(
            [.. ids.Select(id => new WatchedItem<QuantumSessionJob>(id))], null, new PollingOptions { Interval = TimeSpan.Zero }, ClientFixture.Token))
        {
            if (++updates == 8)
            {
                await Workspace.AdvanceAsync(3600);
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
}

public sealed class BuiltInJobEndToEndTests : JobEndToEndTests;
