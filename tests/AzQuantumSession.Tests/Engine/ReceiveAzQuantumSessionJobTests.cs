using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

public sealed class ReceiveAzQuantumSessionJobTests : EngineTests, IClassFixture<EngineFixture>
{
    public ReceiveAzQuantumSessionJobTests(EngineFixture fixture)
        : base(fixture)
    {
        Session["folder"] = Folder.Path;
        Session["file"] = Folder.GetPath("result.json");
        Session["bitcode"] = new byte[] { 0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4 };
        Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
    }

    private string ResultFile => Session.Get<string>("file");

    [Theory]
    [InlineData("Receive-AzQuantumSessionJob -Id $job.Id")]
    [InlineData("Receive-AzQuantumSessionJob $job.Id")]
    [InlineData("$job.Id | Receive-AzQuantumSessionJob")]
    [InlineData("[pscustomobject] @{ Id = $job.Id; Workspace = $job.Workspace } | Receive-AzQuantumSessionJob")]
    [InlineData("Receive-AzQuantumSessionJob -InputObject $job")]
    [InlineData("$job | Receive-AzQuantumSessionJob")]
    [InlineData("$job | Receive-AzQuantumSessionJob -Wait")]
    [InlineData("$job, $job | Receive-AzQuantumSessionJob -Wait -Timeout 5")]
    [InlineData("$session | Get-AzQuantumSessionJob -Name bell | Receive-AzQuantumSessionJob")]
    public async Task Receive_AzQuantumSessionJob_writes_the_histogram(string script)
    {
        QuantumSessionJob job = await SubmitEndedAsync();

        QuantumJobResult result = Run(script).Single<QuantumJobResult>();

        Assert.Equal(job.Id, result.JobId);
        Assert.Equal(["00", "11"], result.Histogram.Select(outcome => outcome.Outcome));
        Assert.All(result.Histogram, outcome => Assert.Equal(0.5, (double)outcome.Probability, 9));
        Assert.All(result.Histogram, outcome => Assert.Null(outcome.Count));
        Assert.Null(result.Shots);
        Assert.True(result.IsParsed);
        Assert.Contains("\"histogram\"", Encoding.UTF8.GetString(result.Raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quantinuum.sim.h2-1sc", "\"OPENQASM 2.0;`nqreg q[3];`ncreg c[3];`nmeasure q -> c;\"", "honeywell.quantum-results.v1", "000", 20L, 20)]
    [InlineData("quantinuum.sim.h2-1sc", "$bitcode", "honeywell.qir.v1", "00", 20L, 20)]
    [InlineData("quantinuum.sim.h2-1sc", "$bitcode", "microsoft.quantum-results.v1", "00", null, null)]
    [InlineData("rigetti.sim.qvm", "\"DECLARE ro BIT[2]`nMEASURE 0 ro[0]\"", "rigetti.quil-results.v1", "00", 20L, 20)]
    [InlineData("rigetti.sim.qvm", "$bitcode", "microsoft.quantum-results.v2", "00", 20L, 20)]
    [InlineData("pasqal.sim.emu-tn", "'{\"a\":1}'", "pasqal.pulser-results.v1", "0000", 20L, null)]
    public async Task Receive_AzQuantumSessionJob_reads_the_results_of_each_provider(string target, string input, string format, string outcome, long? count, int? shots)
    {
        Open(arguments: target);
        await SubmitEndedAsync($"-InputObject {input} -Shots 20 -OutputFormat {format}");

        QuantumJobResult result = Run("$job | Receive-AzQuantumSessionJob").Single<QuantumJobResult>();

        QuantumOutcome actual = Assert.Single(result.Histogram);
        Assert.Equal((format, outcome, count, 1d), (result.OutputDataFormat, actual.Outcome, actual.Count, (double)actual.Probability));
        Assert.Equal(shots, result.Shots?.Count);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_Wait_waits_for_a_running_job()
    {
        Submit();
        Task<ScriptResult> running = Session.RunAsync("$job | Receive-AzQuantumSessionJob -Wait");
        await Workspace.WaitForRequestAsync("GET jobs/", running);

        await Workspace.AdvanceAsync(60);

        Assert.Equal(["00", "11"], (await running).Single<QuantumJobResult>().Histogram.Select(outcome => outcome.Outcome));
    }

    [Fact]
    public void Receive_AzQuantumSessionJob_reports_a_job_that_has_not_ended()
    {
        QuantumSessionJob job = Submit();

        AssertError(Run("$job | Receive-AzQuantumSessionJob").Error, "JobNotFinished", ErrorCategory.ResourceUnavailable, job, message: "-Wait");
        AssertError(
            Run("$job | Receive-AzQuantumSessionJob -Wait -Timeout 0.3").Error, "WaitTimeout", ErrorCategory.OperationTimeout, job);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Wait")]
    public async Task Receive_AzQuantumSessionJob_reports_the_error_code_of_a_failed_job_and_continues(string switches)
    {
        QuantumSessionJob good = await SubmitEndedAsync();
        await SubmitEndedAsync("-InputObject @{ qubits = 1; circuit = @(@{ gate = 'no-such-gate'; target = 0 }) } -Name broken", "bad");
        QuantumSessionJob failed = Run("$bad | Get-AzQuantumSessionJob").Single<QuantumSessionJob>();

        ScriptResult result = Run($"$bad, $job | Receive-AzQuantumSessionJob {switches}");

        Assert.Equal(good.Id, Assert.Single(result.As<QuantumJobResult>()).JobId);
        AssertError(result.Error, "JobFailed", ErrorCategory.InvalidResult, failed, message: $"{failed.ErrorData!.Code}: ");
        Assert.Contains("'broken'", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_reports_a_cancelled_job()
    {
        QuantumSessionJob job = Submit();
        Run("$job | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(5);

        AssertError(Run("$job | Receive-AzQuantumSessionJob").Error, "JobCancelled", ErrorCategory.OperationStopped, job);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_reports_an_absent_id_and_continues()
    {
        QuantumSessionJob job = await SubmitEndedAsync();

        ScriptResult result = Run("$absent, $job.Id | Receive-AzQuantumSessionJob");

        Assert.Equal(job.Id, Assert.Single(result.As<QuantumJobResult>()).JobId);
        AssertNotFound(result.Error);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsRaw_writes_one_byte_array_for_each_job()
    {
        await SubmitEndedAsync();

        byte[] raw = Run("$job | Receive-AzQuantumSessionJob -AsRaw").Single<byte[]>();

        Assert.Contains("\"histogram\"", Encoding.UTF8.GetString(raw), StringComparison.Ordinal);
        Assert.Equal(2, Run("$job.Id, $job.Id | Receive-AzQuantumSessionJob -AsRaw").AssertNoErrors().As<byte[]>().Count);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_warns_of_an_unknown_format_and_returns_the_bytes()
    {
        Open(arguments: "microsoft.estimator");
        await SubmitEndedAsync("-InputObject $bitcode -OutputFormat microsoft.resource-estimates.v1");

        ScriptResult result = Run("$job | Receive-AzQuantumSessionJob");
        ScriptResult raw = Run("$job | Receive-AzQuantumSessionJob -AsRaw");

        QuantumJobResult read = result.Single<QuantumJobResult>();
        Assert.False(read.IsParsed);
        Assert.Empty(read.Histogram);
        Assert.Equal(Session.Get<byte[]>("bitcode"), read.Raw);
        Assert.Contains("microsoft.resource-estimates.v1", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(read.Raw, raw.Single<byte[]>());
        Assert.Empty(raw.Warnings);
    }

    [Fact]
    public Task Receive_AzQuantumSessionJob_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Receive-AzQuantumSessionJob -Wait");

    [Theory]
    [InlineData("Receive-AzQuantumSessionJob -Id @()")]
    [InlineData("Receive-AzQuantumSessionJob -InputObject $null")]
    [InlineData("Receive-AzQuantumSessionJob $absent -OutFile ''")]
    public Task Receive_AzQuantumSessionJob_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_replaces_the_file_and_writes_no_object()
    {
        await SubmitEndedAsync();
        await File.WriteAllTextAsync(ResultFile, new string('x', 10_000), TestContext.Current.CancellationToken);

        Assert.Empty(Run("$job | Receive-AzQuantumSessionJob -OutFile $file").AssertNoErrors().Output);
        Run("$job, $job | Receive-AzQuantumSessionJob -OutFile $file").AssertNoErrors();

        Assert.StartsWith("{\"histogram\"", await File.ReadAllTextAsync(ResultFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["result.json"], Folder.FileNames);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_resolves_a_relative_path()
    {
        await SubmitEndedAsync();

        Run("$ExecutionContext.SessionState.Path.SetLocation($folder); $job | Receive-AzQuantumSessionJob -OutFile here.json").AssertNoErrors();

        Assert.True(File.Exists(Folder.GetPath("here.json")));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_writes_one_file_for_each_job_into_a_folder()
    {
        QuantumSessionJob first = await SubmitEndedAsync();
        QuantumSessionJob second = await SubmitEndedAsync(variable: "second");

        Run("$job, $second | Receive-AzQuantumSessionJob -OutFile $folder").AssertNoErrors();

        Assert.Equal(new[] { $"{first.Id}.json", $"{second.Id}.json" }.Order(), Folder.FileNames.Order());
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_reports_a_second_job_for_the_same_file()
    {
        await SubmitEndedAsync();
        QuantumSessionJob second = await SubmitEndedAsync(variable: "second");

        AssertError(
            Run("$job, $second | Receive-AzQuantumSessionJob -OutFile $file").Error, "FileNotWritten", ErrorCategory.ResourceExists, second, message: "The result of job '");
    }

    [Theory]
    [InlineData("\"$folder/missing/result.json\"", ErrorCategory.WriteError, "missing' does not exist")]
    [InlineData("\"$folder/blocked.json\"", ErrorCategory.WriteError, "blocked.json")]
    [InlineData("Env:/result", ErrorCategory.InvalidArgument)]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_reports_a_path_that_cannot_be_written(string path, ErrorCategory category, string message = "")
    {
        await SubmitEndedAsync();
        Directory.CreateDirectory(Folder.GetPath("blocked.json.partial"));

        ErrorRecord error = Run($"$job | Receive-AzQuantumSessionJob -OutFile {path}").Error;

        AssertError(error, "FileNotWritten", category, message: message);
        Assert.DoesNotContain(".partial", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_keeps_the_old_file_when_the_download_fails()
    {
        await SubmitEndedAsync();
        await File.WriteAllTextAsync(ResultFile, "old", TestContext.Current.CancellationToken);
        await Workspace.FailRequestsAsync(403, "/job-", "GET");

        ErrorRecord error = Run("$job | Receive-AzQuantumSessionJob -OutFile $file").Error;

        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["result.json"], Folder.FileNames);
        Assert.Equal("old", await File.ReadAllTextAsync(ResultFile, TestContext.Current.CancellationToken));
    }

    private async Task<QuantumSessionJob> SubmitEndedAsync(string arguments = "-InputObject $bell -Name bell", string variable = "job")
    {
        QuantumSessionJob job = Submit(variable, arguments);
        await Workspace.AdvanceAsync(30);
        return job;
    }
}
