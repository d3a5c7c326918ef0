using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Commands process several inputs at the same time, and their output has the order of the inputs.</summary>
public sealed class ThrottleLimitTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    private const string OpenThree = "$a, $b, $c = New-AzQuantumSession ionq.simulator -ProviderId ionq a, b, c; ";

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $a.Id, $absent, $b.Id, $c.Id", "GET", "a")]
    [InlineData("$a.Id, $absent, $b.Id, $c.Id | Get-AzQuantumSession", "GET", "a")]
    [InlineData("Stop-AzQuantumSession $a.Id, $absent, $b.Id, $c.Id -PassThru", "POST", "a")]
    public async Task Sessions_and_errors_have_the_order_of_the_inputs(string script, string method, string slow)
    {
        Run(OpenThree).AssertNoErrors();
        await DelayAsync(method, Session.Get<QuantumSession>(slow).Id);

        ScriptResult result = Run($"{script} 2>&1");

        Assert.Equal(["a", "error", "b", "c"], result.Output.Select(Describe));
    }

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id $ids", "GET")]
    [InlineData("$ids | Stop-AzQuantumSessionJob -PassThru", "POST")]
    public async Task Jobs_and_errors_have_the_order_of_the_inputs(string script, string method)
    {
        string[] jobs = await SubmitFilesAsync(3);
        Session["ids"] = new[] { jobs[0], AbsentId, jobs[1], jobs[2] };
        await DelayAsync(method, jobs[0]);

        ScriptResult result = Run($"{script} 2>&1");

        Assert.Equal(["step01", "error", "step02", "step03"], result.Output.Select(Describe));
    }

    [Theory]
    [InlineData("$ids | Receive-AzQuantumSessionJob")]
    [InlineData("$session | Receive-AzQuantumSessionJob")]
    [InlineData("Receive-AzQuantumSessionJob $ids -AsTable")]
    public async Task Results_have_the_order_of_the_inputs(string script)
    {
        string[] jobs = await SubmitFilesAsync(4);
        Session["ids"] = jobs;
        await Workspace.AdvanceAsync(60);
        await DelayAsync("GET", $"job-{jobs[0]}");

        ScriptResult result = Run(script).AssertNoErrors();

        Assert.Equal(jobs, result.Output.Select(item => item.Properties["JobId"].Value));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_Wait_writes_a_result_when_it_is_downloaded()
    {
        string[] jobs = await SubmitFilesAsync(3);
        Session["ids"] = jobs;
        await Workspace.AdvanceAsync(60);
        await DelayAsync("GET", $"job-{jobs[0]}");

        ScriptResult result = Run("$ids | Receive-AzQuantumSessionJob -Wait").AssertNoErrors();

        Assert.Equal(jobs.Order(), result.As<QuantumJobResult>().Select(received => received.JobId).Order());
        Assert.Equal(jobs[0], result.As<QuantumJobResult>()[^1].JobId);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_Wait_ends_with_the_first_error_under_ErrorAction_Stop()
    {
        string[] jobs = await SubmitFilesAsync(3, failing: 1);
        Session["ids"] = jobs;
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run("$ids | Receive-AzQuantumSessionJob -Wait -ErrorAction Stop");

        AssertError(result.Error, "JobFailed", ErrorCategory.InvalidResult);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_writes_the_same_job_twice_to_a_folder()
    {
        Session["ids"] = await SubmitFilesAsync(1);
        await Workspace.AdvanceAsync(60);
        string folder = Directory.CreateDirectory(Folder.GetPath("results")).FullName;
        Session["folder"] = folder;

        Run("$ids, $ids | ForEach-Object { $_ } | Receive-AzQuantumSessionJob -OutFile $folder").AssertNoErrors();

        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_sends_the_jobs_in_the_order_of_the_inputs_while_uploads_overlap()
    {
        await DelayAsync("POST", "storage/sasUri");

        string[] jobs = await SubmitFilesAsync(12);

        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        Assert.Equal(jobs.Select(id => $"PUT jobs/{id}"), requests.Where(request => request.StartsWith("PUT jobs/", StringComparison.Ordinal)).Select(RemoveQuery));
        Assert.True(requests.Take(8).All(request => request.Contains("storage/sasUri", StringComparison.Ordinal)
            || request.Contains("inputData", StringComparison.Ordinal)));
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_goes_on_after_an_input_that_is_not_valid()
    {
        Open();
        foreach (int number in Enumerable.Range(1, 5))
        {
            Folder.Write($"step{number:00}.json", number == 2 ? "no circuit" : Circuits.Bell);
        }

        Session["files"] = Folder.GetPath("*.json");

        ScriptResult result = Run("Submit-AzQuantumSessionJob $files -Session $session 2>&1");

        Assert.Equal(["step01", "error", "step03", "step04", "step05"], result.Output.Select(Describe));
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_reports_each_job_after_the_end_of_its_session_and_sends_none()
    {
        using var ended = new ManualResetEventSlim();
        Session["ended"] = ended;
        QuantumSession session = Open();

        Task<ScriptResult> running = Session.RunAsync(
            "& { $bell; $bell; $null = $ended.Wait(60000); 1..6 | ForEach-Object { $bell } } | Submit-AzQuantumSessionJob -Session $session -ThrottleLimit 4");
        await Workspace.WaitForRequestAsync("PUT jobs/", running, 2);
        await Workspace.AdvanceAsync(60);
        await Workspace.CloseAsync(session);
        await Workspace.ForgetRequestsAsync();
        ended.Set();
        ScriptResult result = await running;

        Assert.Equal(2, result.Output.Count);
        Assert.Equal(6, result.Errors.Count);
        Assert.All(result.Errors, error => AssertError(error, "SessionEnded", ErrorCategory.InvalidOperation));
        Assert.Single(result.Errors, error => error.ToString().Contains("Succeeded", StringComparison.Ordinal));
        Assert.Contains("has ended as Succeeded", result.Errors[0].ToString(), StringComparison.Ordinal);
        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        Assert.Equal(1, requests.Count(request => request.StartsWith("PUT jobs/", StringComparison.Ordinal)));
        Assert.Contains(requests, request => request.StartsWith("GET sessions/", StringComparison.Ordinal));
        Assert.True(requests.Count(request => request.Contains("storage/sasUri", StringComparison.Ordinal)) <= 4);
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_neither_loses_nor_repeats_a_job_when_a_quarter_of_the_requests_fail()
    {
        QuantumSession session = Open();
        await FailAsync(new JsonObject { ["kind"] = "status", ["status"] = 503 }, 0.09);
        await FailAsync(new JsonObject { ["kind"] = "status", ["status"] = 429 }, 0.1);
        await FailAsync(new JsonObject { ["kind"] = "reset", ["afterExecution"] = true }, 0.04);
        await FailAsync(new JsonObject { ["kind"] = "reset" }, 0.05);

        ScriptResult result = SubmitFiles(20);

        await Workspace.ClearFaultsAsync();
        string[] written = [.. result.As<QuantumSessionJob>().Select(job => job.Name!)];
        Assert.Equal(written.Order(), written);
        Assert.Equal(20, written.Length + result.Errors.Count);
        List<QuantumSessionJob> submitted = await Workspace.Client.ListSessionJobsAsync(session.Id, new ItemFilter { Descending = false }, ClientFixture.Token).ReadAllAsync();
        Assert.Equal(submitted.DistinctBy(job => job.Name).Count(), submitted.Count);
        Assert.Empty(written.Except(submitted.Select(job => job.Name)));
    }

    [Theory]
    [InlineData("Submit-AzQuantumSessionJob $files -Session $session", "PUT jobs/", 1)]
    [InlineData("Submit-AzQuantumSessionJob $files -Target ionq.simulator -ProviderId ionq", "PUT jobs/", 8)]
    [InlineData("& { Get-Item $files; $null = $never.Wait(60000) } | Submit-AzQuantumSessionJob -Session $session", "PUT jobs/", 1)]
    [InlineData("New-AzQuantumSession ionq.simulator -ProviderId ionq -Name (1..9)", "PUT sessions/", 8)]
    public async Task Ctrl_C_ends_all_requests_and_repeats_none(string script, string request, int count)
    {
        Open();
        WriteFiles(6);
        if (count == 8)
        {
            WriteFiles(9);
        }

        using var never = new ManualResetEventSlim();
        Session["never"] = never;
        await BlockAsync(request.Split(' ')[1]);
        await Workspace.ForgetRequestsAsync();

        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = Session.RunAsync(script.Replace("Get-Item $files", "$bell; $bell", StringComparison.Ordinal), stop);
        await Workspace.WaitForRequestAsync(request, running, count);
        Task stopping = stop.CancelAsync();
        never.Set();
        await stopping;

        ScriptResult result = await running.WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token);
        Assert.True(result.IsStopped);
        Assert.Empty(result.Output);
        int sent = (await Workspace.RequestsAsync()).Count;
        string[] puts = [.. (await Workspace.RequestsAsync()).Where(sentRequest => sentRequest.StartsWith(request, StringComparison.Ordinal)).Select(RemoveQuery)];
        Assert.Equal(count, puts.Length);
        Assert.Equal(puts.Distinct(), puts);
        await Workspace.ClearFaultsAsync();
        Run("Get-AzQuantumSession -Id $session.Id").AssertNoErrors();
        Assert.Equal(sent + 1, (await Workspace.RequestsAsync()).Count);
    }

    [Fact]
    public async Task Select_Object_First_ends_the_other_items()
    {
        using EngineSession session = OpenRunspace(new() { Commands = SelectObject });
        session.Run(OpenThree).AssertNoErrors();
        await BlockAsync(session.Get<QuantumSession>("b").Id);

        QuantumSession first = session.Run("$a, $b, $c | Get-AzQuantumSession | Select-Object -First 1").Single<QuantumSession>();

        Assert.Equal("a", first.Name);
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_the_other_items()
    {
        Run(OpenThree).AssertNoErrors();
        await BlockAsync(Session.Get<QuantumSession>("b").Id);

        ScriptResult result = Run("$a.Id, $absent, $b.Id, $c.Id | Get-AzQuantumSession -ErrorAction Stop -OutVariable written | ForEach-Object { $seen = $_ }");

        AssertNotFound(result.Error);
        Assert.Equal("a", Session.Get<QuantumSession>("seen").Name);
    }

    [Fact]
    public void An_error_that_ends_the_command_follows_the_output_of_the_earlier_inputs()
    {
        Open();

        ScriptResult result = Run("& { $bell; $bell; $session } | Submit-AzQuantumSessionJob -SessionId $session.Id -OutVariable jobs; ");

        AssertError(result.Error, "InputInvalid", ErrorCategory.InvalidArgument);
        Assert.Equal(2, ((ArrayList)Session["jobs"]!).Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void Inputs_are_read_while_fewer_items_than_the_limit_are_not_written(int limit)
    {
        Open();
        Session["limit"] = limit;

        ScriptResult result = Run(
            "$read = 0; $written = 0; 1..30 | ForEach-Object { $read++; $bell } | Submit-AzQuantumSessionJob -SessionId $session.Id -ThrottleLimit $limit"
            + " | ForEach-Object { $read - $written; $written++ }").AssertNoErrors();

        Assert.Equal(30, result.Output.Count);
        Assert.All(result.Output, item => Assert.InRange((int)item.BaseObject, 1, limit));
    }

    [Fact]
    public void Commands_of_the_pipeline_run_without_the_synchronization_context()
    {
        Open();

        ScriptResult result = Run("1..3 | ForEach-Object { $bell } | Submit-AzQuantumSessionJob -SessionId $session.Id | ForEach-Object { $null -eq [Threading.SynchronizationContext]::Current }");

        Assert.Equal([true, true, true], result.AssertNoErrors().Output.Select(item => item.BaseObject));
    }

    [Fact]
    public async Task New_AzQuantumSession_opens_a_session_for_each_name_and_looks_up_the_target_once()
    {
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("New-AzQuantumSession ionq.simulator -Name (1..12 | ForEach-Object { \"s$_\" })").AssertNoErrors();

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"s{number}"), result.As<QuantumSession>().Select(session => session.Name));
        Assert.Equal(1, await Workspace.CountRequestsAsync("GET providerStatus"));
    }

    [Fact]
    public void New_AzQuantumSession_opens_a_session_for_each_name_on_a_piped_target()
    {
        ScriptResult result = Run("'ionq.simulator' | New-AzQuantumSession -Name x, y").AssertNoErrors();

        Assert.Equal(["x", "y"], result.As<QuantumSession>().Select(session => session.Name));
    }

    [Fact]
    public async Task New_AzQuantumSession_with_SessionId_rejects_several_names() =>
        AssertError(
            await RunWithoutRequestAsync("New-AzQuantumSession ionq.simulator -Name x, y -SessionId (New-Guid)".Replace("(New-Guid)", "$absent", StringComparison.Ordinal)),
            "InputInvalid",
            ErrorCategory.InvalidArgument,
            message: "2 names");

    [Fact]
    public async Task New_AzQuantumSession_with_WhatIf_names_each_session_and_sends_nothing() =>
        await AssertNoRequestAsync("New-AzQuantumSession ionq.simulator -Name x, y -WhatIf");

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $absent")]
    [InlineData("Get-AzQuantumSessionJob -Id $absent")]
    [InlineData("Stop-AzQuantumSession $absent")]
    [InlineData("Stop-AzQuantumSessionJob $absent")]
    [InlineData("Receive-AzQuantumSessionJob $absent")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -SessionId $absent")]
    [InlineData("New-AzQuantumSession ionq.simulator")]
    public async Task ThrottleLimit_is_from_1_to_64(string command)
    {
        await AssertBindingErrorAsync($"{command} -ThrottleLimit 0");
        await AssertBindingErrorAsync($"{command} -ThrottleLimit 65");
    }

    private static string Describe(PSObject item) => item.BaseObject is ErrorRecord ? "error" : (string)item.Properties["Name"].Value;

    private static string RemoveQuery(string request) => request.Split('?')[0];

    // The other requests overtake this request.
    private Task DelayAsync(string method, string path) =>
        Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 0.5, ["method"] = method, ["path"] = path });

    private Task BlockAsync(string path) =>
        Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0, ["path"] = path });

    private Task FailAsync(JsonObject fault, double probability)
    {
        fault["probability"] = probability;
        fault["seed"] = 1;
        fault["times"] = 0;
        if ((string?)fault["kind"] == "status")
        {
            fault["headers"] = new JsonObject { ["retry-after-ms"] = "1" };
        }

        return Workspace.FaultAsync(fault);
    }

    private void WriteFiles(int count, int failing = 0)
    {
        for (int number = 1; number <= count; number++)
        {
            Folder.Write($"step{number:00}.json", number == failing ? Circuits.Invalid : Circuits.Bell);
        }

        Session["files"] = Folder.GetPath("*.json");
    }

    private ScriptResult SubmitFiles(int count, int failing = 0)
    {
        WriteFiles(count, failing);
        return Run($"Submit-AzQuantumSessionJob $files -Session $session -InputFormat ionq.circuit.v1");
    }

    // In a session whose other jobs continue when a job fails. Returns the ids of the jobs.
    private async Task<string[]> SubmitFilesAsync(int count, int failing = 0)
    {
        Open(arguments: "ionq.simulator -ProviderId ionq -JobFailurePolicy Continue");
        await Workspace.ForgetRequestsAsync();
        return [.. SubmitFiles(count, failing).AssertNoErrors().As<QuantumSessionJob>().Select(job => job.Id)];
    }
}
