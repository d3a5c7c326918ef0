using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobOperationsTests : IDisposable
{
    private const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azqs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Submits_with_settled_id_name_and_formats()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        QuantumSessionJob? job = await SubmitAsync(rig, ItemReference<QuantumSession>.From(session), JobInput.FromText(Bell), new JobRequest());
        Assert.NotNull(job);
        Assert.Equal(
            ($"job-{job.Id}", "ionq.circuit.v1", "ionq.quantum-results.v1", session.Id),
            (job.Name, job.InputDataFormat, job.OutputDataFormat, job.SessionId));
    }

    [Fact]
    public async Task Reads_a_session_that_is_given_by_its_id_for_provider_and_target()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        QuantumSessionJob? job = await SubmitAsync(rig, new ItemReference<QuantumSession>(session.Id), JobInput.FromText(Bell), new JobRequest { Name = "a" });
        Assert.Equal(("a", "ionq", "ionq.simulator"), (job?.Name, job?.ProviderId, job?.Target));
    }

    [Fact]
    public async Task Sends_and_opens_nothing_when_the_user_does_not_agree()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync(agrees: false);
        QuantumSession session = await rig.Workspace.OpenAsync("kept");
        await rig.Workspace.ForgetRequestsAsync();
        var input = new JobInput("/somewhere/step.json", () => throw new InvalidOperationException("It is opened."));
        Assert.Null(await SubmitAsync(rig, ItemReference<QuantumSession>.From(session), input, new JobRequest()));
        Assert.Empty(await rig.Workspace.RequestsAsync());
        Assert.Equal([$"Submit: job 'step' in session 'kept' ({session.Id}) of workspace 'emulator'"], rig.Pipeline.Questions);
    }

    [Fact]
    public async Task An_input_that_is_not_there_is_said_so_before_any_request()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        string path = Path.Combine(_folder.FullName, "missing.json");
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => SubmitAsync(rig, new ItemReference<QuantumSession>("any"), JobInput.FromFile(path), new JobRequest()));
        Assert.Equal(("InputNotFound", (object?)path), (error.ToError().Id, error.ToError().Target));
        Assert.Empty(await rig.Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(null, "-InputFormat and -OutputFormat")]
    [InlineData("my.own.v1", "-OutputFormat")]
    public async Task Formats_that_are_not_known_are_asked_for(string? inputFormat, string expected)
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync(target: "echo-quantinuum", provider: "Microsoft.Test.FirstParty");
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => SubmitAsync(rig, ItemReference<QuantumSession>.From(session), JobInput.FromText("x"), new JobRequest { InputFormat = inputFormat }));
        Assert.Equal("FormatUnknown", error.ToError().Id);
        Assert.EndsWith($"Give {expected}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_in_parts_and_reports_what_is_not_there()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await rig.Workspace.SubmitAsync(session);
            await rig.Workspace.AdvanceAsync(1);
        }

        string absent = Guid.NewGuid().ToString();
        await new JobReader(rig.Pipeline, rig.Resolver).ListAsync(
            [new ItemReference<QuantumSession>(absent), ItemReference<QuantumSession>.From(session)], new JobFilter(), new Paging(1, 1), null, HandlerFixture.Token);
        Assert.Single(rig.Pipeline.Objects);
        Assert.Equal(("NotFound", (object?)absent), (rig.Pipeline.Errors.Single().Id, rig.Pipeline.Errors.Single().Target));
    }

    [Fact]
    public async Task Cancels_what_has_not_ended_and_leaves_alone_what_has()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        string done = await rig.Workspace.SubmitAsync(session);
        await rig.Workspace.AdvanceAsync(60);
        string running = await rig.Workspace.SubmitAsync(session);
        var canceller = new JobCanceller(rig.Pipeline);
        await rig.Workspace.ForgetRequestsAsync();
        await canceller.CancelAsync(new ItemReference<QuantumSessionJob>(done), true, rig.Resolver, null, HandlerFixture.Token);
        await canceller.CancelAsync(new ItemReference<QuantumSessionJob>(running), true, rig.Resolver, null, HandlerFixture.Token);
        Assert.Equal(
            [$"POST jobs/{running}:cancel"],
            (await rig.Workspace.RequestsAsync()).Where(request => request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal([done, running], rig.Pipeline.Objects.Cast<QuantumSessionJob>().Select(job => job.Id));
        Assert.Contains("already ended", rig.Pipeline.Verbose[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "JobFailed")]
    public async Task A_failed_job_is_what_the_user_makes_of_it(bool errorOnFailure, string? errorId)
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSessionJob job = await EndedAsync(rig, fails: true);
        var waiter = new JobWaiter(rig.Pipeline, TimeProvider.System) { ErrorOnFailure = errorOnFailure, PollingInterval = TimeSpan.FromMilliseconds(20) };
        waiter.Add(rig.Workspace.Client, ItemReference<QuantumSessionJob>.From(job));
        await waiter.WaitAsync(HandlerFixture.Token);
        Assert.Equal(errorId, rig.Pipeline.Errors.SingleOrDefault()?.Id);
        Assert.Equal(errorId is null ? 1 : 0, rig.Pipeline.Objects.Count);
    }

    [Fact]
    public async Task Receives_a_result_or_its_bytes()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSessionJob job = await EndedAsync(rig);
        await ReceiveAsync(rig, job);
        await ReceiveAsync(rig, job, asRaw: true);
        Assert.Equal(["00", "11"], ((QuantumJobResult)rig.Pipeline.Objects[0]).Histogram.Select(item => item.Outcome));
        Assert.StartsWith("{\"histogram\"", Encoding.UTF8.GetString((byte[])rig.Pipeline.Objects[1]), StringComparison.Ordinal);
        Assert.Empty(rig.Pipeline.Warnings);
    }

    [Fact]
    public async Task A_job_without_a_result_is_an_error_about_the_job()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSessionJob failed = await EndedAsync(rig, fails: true);
        string running = await rig.Workspace.SubmitAsync(await rig.Workspace.OpenAsync());
        await ReceiveAsync(rig, failed);
        await new JobReceiver(rig.Pipeline, rig.Resolver).ReceiveAsync(new ItemReference<QuantumSessionJob>(running), null, HandlerFixture.Token);
        Assert.Equal(["JobFailed", "JobNotFinished"], rig.Pipeline.Errors.Select(error => error.Id));
        Assert.Contains(failed.ErrorData!.Code!, rig.Pipeline.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Pipeline.Objects);
    }

    [Fact]
    public async Task Writes_one_file_for_one_job()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSessionJob first = await EndedAsync(rig);
        QuantumSessionJob second = await EndedAsync(rig);
        string path = Path.Combine(_folder.FullName, "result.json");
        var receiver = new JobReceiver(rig.Pipeline, rig.Resolver) { OutFile = path };
        foreach (QuantumSessionJob job in new[] { first, first, second })
        {
            await receiver.ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, HandlerFixture.Token);
        }

        Assert.Equal(("FileNotWritten", ErrorCategory.ResourceExists), (rig.Pipeline.Errors.Single().Id, rig.Pipeline.Errors.Single().Category));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
        Assert.Empty(rig.Pipeline.Objects);
    }

    [Fact]
    public async Task A_download_that_breaks_leaves_nothing_behind()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSessionJob job = await EndedAsync(rig);
        await rig.Workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 403, ["method"] = "GET", ["path"] = "/job-", ["times"] = 0 });
        await new JobReceiver(rig.Pipeline, rig.Resolver) { OutFile = _folder.FullName }
            .ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, HandlerFixture.Token);
        Assert.DoesNotContain("sig=", rig.Pipeline.Errors.Single().Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Targets_are_filtered_without_case()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await new TargetReader(rig.Pipeline, rig.Resolver) { ProviderIds = ["RIGETTI"], AvailableOnly = true }.ListAsync(null, HandlerFixture.Token);
        await new TargetReader(rig.Pipeline, rig.Resolver) { Name = name => name == "ionq.simulator" }.ListAsync(null, HandlerFixture.Token);
        Assert.Equal(["rigetti.sim.qvm", "ionq.simulator"], rig.Pipeline.Objects.Cast<QuantumTarget>().Select(target => target.Id));
    }

    [Fact]
    public async Task A_session_knows_when_it_will_time_out()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession empty = (await rig.Workspace.OpenAsync()).WithJobs([]);
        Assert.Equal(empty.CreationTime + SessionStatus.IdleTimeout, empty.IdleTimeoutTime);

        QuantumSession opened = await rig.Workspace.OpenAsync();
        string id = await rig.Workspace.SubmitAsync(opened);
        QuantumSession busy = opened.WithJobs([await rig.Workspace.Client.GetJobAsync(id, HandlerFixture.Token)]);
        Assert.Null(busy.IdleTimeoutTime);
        Assert.Null(opened.Jobs);

        await rig.Workspace.AdvanceAsync(60);
        QuantumSessionJob ended = await rig.Workspace.Client.GetJobAsync(id, HandlerFixture.Token);
        QuantumSession idle = (await rig.Workspace.ReadAsync(opened)).WithJobs([ended]);
        Assert.Equal(ended.EndExecutionTime + SessionStatus.IdleTimeout, idle.IdleTimeoutTime);
        Assert.Equal(1, idle.JobSummary!["Succeeded"]);

        QuantumSession closed = await rig.Workspace.Client.CloseSessionAsync(opened.Id, HandlerFixture.Token);
        Assert.Null(closed.WithJobs([ended]).IdleTimeoutTime);
    }

    private static Task<QuantumSessionJob?> SubmitAsync(HandlerFixture rig, ItemReference<QuantumSession> session, JobInput input, JobRequest request) =>
        new JobSubmitter(rig.Pipeline, rig.Resolver).SubmitAsync(session, input, request, null, HandlerFixture.Token);

    private static Task ReceiveAsync(HandlerFixture rig, QuantumSessionJob job, bool asRaw = false) =>
        new JobReceiver(rig.Pipeline, rig.Resolver) { AsRaw = asRaw }.ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, HandlerFixture.Token);

    private static async Task<QuantumSessionJob> EndedAsync(HandlerFixture rig, bool fails = false)
    {
        string id = await rig.Workspace.SubmitAsync(await rig.Workspace.OpenAsync(), fails);
        await rig.Workspace.AdvanceAsync(60);
        return await rig.Workspace.Client.GetJobAsync(id, HandlerFixture.Token);
    }
}
