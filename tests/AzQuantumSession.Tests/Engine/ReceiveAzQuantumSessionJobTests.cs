using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands;

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

    private static Dictionary<string, Type> UtilityCommands { get; } = new()
    {
        ["ConvertTo-Csv"] = typeof(ConvertToCsvCommand),
        ["ConvertTo-Json"] = typeof(ConvertToJsonCommand),
        ["Select-Object"] = typeof(SelectObjectCommand),
    };

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
    [InlineData("echo-quantinuum", "$bitcode", "honeywell.qir.v1", "00", 20L, 20)]
    [InlineData("quantinuum.sim.h2-1sc", "$bitcode", "microsoft.quantum-results.v1", "00", 20L, null)]
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
        Assert.Equal((20, format == "microsoft.quantum-results.v1"), (result.ShotCount, result.IsCountDerived));
        Assert.Equal(shots, result.Shots?.Count);
    }

    [Theory]
    [InlineData("-Shots 500", 500, 250)]
    [InlineData("-InputParams @{ shots = 7 }", 7, 4)]
    [InlineData("", null, null)]
    public async Task Receive_AzQuantumSessionJob_derives_counts_from_the_shots_and_the_probabilities(string arguments, int? shots, int? count)
    {
        await SubmitEndedAsync($"-InputObject $bell {arguments}");

        QuantumJobResult result = Run("$job | Receive-AzQuantumSessionJob").Single<QuantumJobResult>();

        Assert.Equal((shots, shots is not null), (result.ShotCount, result.IsCountDerived));
        Assert.Equal(count, result.Histogram[0].Count);
        Assert.All(result.Histogram, outcome => Assert.Equal(shots is not null, outcome.IsCountDerived));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_returns_the_times_and_the_cost_of_the_job()
    {
        Open(arguments: "ionq.qpu.aria-1");
        await SubmitEndedAsync("-InputObject $bell -Shots 1000");
        QuantumSessionJob job = Run("$job = $job | Get-AzQuantumSessionJob; $job").Single<QuantumSessionJob>();

        QuantumJobResult result = Run("$job | Receive-AzQuantumSessionJob").Single<QuantumJobResult>();

        Assert.Equal(
            (job.Name, job.Target, job.CreationTime, job.BeginExecutionTime, job.EndExecutionTime, job.Duration, job.CostEstimate!.EstimatedTotal, "USD"),
            (result.Name, result.Target, result.CreationTime, result.BeginExecutionTime, result.EndExecutionTime, result.Duration, result.Cost, result.Currency));
        Assert.True(result.Cost > 0);
    }

    [Theory]
    [InlineData("$result['00']", 0.5)]
    [InlineData("$result['01']", 0.0)]
    [InlineData("$outcome = '11' | Select-Object -First 1; $result[$outcome]", 0.5)]
    [InlineData("$result['01'] + $result[('00', '10' | Select-Object)][0] + $result['11', '10'][1]", 0.5)]
    public async Task Result_has_the_probability_of_an_outcome_as_an_index(string script, double expected)
    {
        using EngineSession session = await OpenWithResultAsync();

        Assert.Equal(expected, session.Run(script).Single<double>());
    }

    // Without an index of strings, PowerShell would convert the outcome to a position in the list.
    [Theory]
    [InlineData("$result.Histogram['00'].Outcome", "00")]
    [InlineData("$result.Histogram['11'].Outcome", "11")]
    [InlineData("$outcome = '11' | Select-Object -First 1; $result.Histogram[$outcome].Outcome", "11")]
    [InlineData("$null -eq $result.Histogram['01']", true)]
    [InlineData("$result.Histogram[1].Outcome", "11")]
    [InlineData("$result.Histogram[-1].Outcome", "11")]
    [InlineData("$result.Histogram[0, 1].Count", 2)]
    public async Task Histogram_has_an_index_of_outcomes_and_of_positions(string script, object expected)
    {
        using EngineSession session = await OpenWithResultAsync();

        Assert.Equal(expected, Assert.Single(session.Run(script).AssertNoErrors().Output).BaseObject);
    }

    [Theory]
    [InlineData("$result['0']")]
    [InlineData("$result['00', '000']")]
    [InlineData("$result['0x'] -eq 0")]
    public async Task Result_rejects_an_outcome_with_other_bits_as_an_index(string script)
    {
        using EngineSession session = await OpenWithResultAsync();

        Assert.Contains("its outcomes have 2 bits in the form '00'", session.Run(script).Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_behaves_like_other_objects_in_a_script()
    {
        using EngineSession session = await OpenWithResultAsync();

        Assert.Equal(
            ["bell", "bell", "True", "True", "note", "bell ", "2"],
            session.Run(
                """
                $result[0].Name
                @($result)[0].Name
                $null -eq $result.Absent
                $null -eq (Select-Object -InputObject $result -Property Absent).Absent
                $result.PSObject.Properties.Add([psnoteproperty]::new('Note', 'note')); $result.Note
                '{0} {1}' -f (Select-Object -InputObject $result -Property Name, Absent).PSObject.Properties.Value
                '' + $result.Json.histogram.Count
                """).AssertNoErrors().Output.Select(item => item.ToString(null, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Result_index_works_in_ConstrainedLanguage()
    {
        await SubmitEndedAsync();
        using EngineSession session = OpenRunspace(new EngineSessionOptions { LanguageMode = PSLanguageMode.ConstrainedLanguage });
        session["job"] = Session.Get<QuantumSessionJob>("job");

        Assert.Equal(0.5, session.Run("(Receive-AzQuantumSessionJob $job.Id)['11']").Single<double>());
    }

    [Fact]
    public async Task Result_contains_the_text_and_the_JSON_of_the_provider()
    {
        using EngineSession session = await OpenWithResultAsync();

        string json = session.Run("$result | ConvertTo-Json").AssertNoErrors().Output.Single().ToString(null, CultureInfo.InvariantCulture);

        Assert.Equal("0.5", session.Run("$result.Json.histogram.'3'.ToString([cultureinfo]::InvariantCulture)").Single<string>());
        Assert.Equal("""{"histogram":{"0":0.5,"3":0.5}}""", session.Run("$result.Text").Single<string>());
        Assert.Equal(31, session.Run("$result.Raw.Length").Single<int>());
        Assert.Contains("""
            "Text": "{\"histogram\":{\"0\":0.5,\"3\":0.5}}"
            """, json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Raw\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Json\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AsHashtable")]
    [InlineData("-AsTable")]
    public async Task Receive_AzQuantumSessionJob_warns_of_an_unknown_format_that_has_no_outcomes(string form)
    {
        await SubmitEndedAsync();
        await ReplaceResultAsync("not JSON");

        ScriptResult result = Run($"$job | Receive-AzQuantumSessionJob {form}").AssertNoErrors();

        Assert.Contains("-AsRaw returns the result in that format", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task Json_is_null_for_a_result_that_is_not_JSON()
    {
        await SubmitEndedAsync();
        await ReplaceResultAsync("not JSON");

        Assert.True(Run("$null -eq ($job | Receive-AzQuantumSessionJob -WarningAction Ignore).Json").Single<bool>());
    }

    [Fact]
    public async Task Results_in_CSV_have_rows_of_outcomes_and_joined_lists()
    {
        using EngineSession session = await OpenWithResultAsync();
        string id = session.Run("$result.JobId").Single<string>();

        Assert.Equal(
            ["\"JobName\",\"JobId\",\"ItemIndex\",\"Outcome\",\"Count\",\"Probability\",\"IsCountDerived\"", $"\"bell\",\"{id}\",,\"00\",\"50\",\"0.5\",\"True\"", $"\"bell\",\"{id}\",,\"11\",\"50\",\"0.5\",\"True\""],
            session.Run("$result.Histogram | ConvertTo-Csv").As<string>());
        Assert.Contains("\"00: 0.5, 11: 0.5\"", session.Run("$result | ConvertTo-Csv").As<string>()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_keep_their_outcomes_when_they_are_serialized_as_in_a_background_job()
    {
        using EngineSession session = await OpenWithResultAsync();

        Assert.Equal(
            ["0.5", "50", "500"],
            session.Run(
                """
                $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($result, 1))
                $copy.Histogram[1].Probability.ToString([cultureinfo]::InvariantCulture)
                '' + $copy.Histogram[1].Count
                '' + 10 * $copy.Histogram[1].Count
                """).AssertNoErrors().As<string>());
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsHashtable_writes_the_probabilities_of_each_job()
    {
        await SubmitEndedAsync();

        IReadOnlyList<Hashtable> results = Run("$job, $job | Receive-AzQuantumSessionJob -AsHashtable").AssertNoErrors().As<Hashtable>();

        Assert.Equal(2, results.Count);
        Assert.Equal((2, 0.5, 0.5), (results[0].Count, results[0]["00"], results[0]["11"]));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsTable_writes_a_row_for_each_job()
    {
        QuantumSessionJob job = await SubmitEndedAsync("-InputObject $bell -Name bell -Shots 100");
        await SubmitEndedAsync("-InputObject @{ qubits = 2; circuit = @(@{ gate = 'x'; target = 0 }) } -Name x", "x");

        IReadOnlyList<PSObject> rows = Run("$job, $x | Receive-AzQuantumSessionJob -Wait -AsTable").AssertNoErrors().Output;

        Assert.Equal(["JobName", "Target", "ShotCount", "00", "01", "11", "JobId"], rows[0].Properties.Select(property => property.Name));
        Assert.Equal(["bell", "ionq.simulator", 100L, 0.5, 0.0, 0.5, job.Id], rows.Single(row => (string)row.Properties["JobName"].Value == "bell").Properties.Select(property => property.Value));
        Assert.Equal([null, 0.0, 1.0, 0.0], rows.Single(row => (string)row.Properties["JobName"].Value == "x").Properties.Select(property => property.Value).Skip(2).Take(4));
    }

    [Theory]
    [InlineData("-AsTable -AsHashtable")]
    [InlineData("-AsRaw -AsTable")]
    [InlineData("-AsHashtable -OutFile result.json")]
    public async Task Receive_AzQuantumSessionJob_rejects_contradicting_forms(string switches) => AssertError(
        await RunWithoutRequestAsync($"Receive-AzQuantumSessionJob $absent {switches}"), "InputInvalid", ErrorCategory.InvalidArgument, message: "exclude each other");

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
    public async Task Receive_AzQuantumSessionJob_warns_of_a_result_that_cannot_be_parsed_and_returns_the_bytes()
    {
        await SubmitEndedAsync();
        await ReplaceResultAsync("""{"error":{"code":"InternalError","message":"stopped"}}""");

        ScriptResult result = Run("$job | Receive-AzQuantumSessionJob");
        ScriptResult raw = Run("$job | Receive-AzQuantumSessionJob -AsRaw");

        QuantumJobResult read = result.Single<QuantumJobResult>();
        Assert.False(read.IsParsed);
        Assert.Empty(read.Histogram);
        Assert.Equal("""{"error":{"code":"InternalError","message":"stopped"}}""", read.Text);
        Assert.Equal("The result is an error: InternalError: stopped.", read.ParseError);
        Assert.Contains($"'ionq.quantum-results.v1' cannot be parsed. {read.ParseError} Text contains", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(read.Raw, raw.Single<byte[]>());
        Assert.Empty(raw.Warnings);
    }

    [Theory]
    [InlineData("-AsRaw -MaximumSize 16")]
    [InlineData("-OutFile $file -MaximumSize 16")]
    [InlineData("-MaximumSize 16")]
    public async Task Receive_AzQuantumSessionJob_refuses_a_result_above_MaximumSize(string arguments)
    {
        QuantumSessionJob job = await SubmitEndedAsync();

        AssertError(
            Run($"$job | Receive-AzQuantumSessionJob {arguments}").Error, "ResultTooLarge", ErrorCategory.LimitsExceeded, job, message: "more than 16 bytes");
        Assert.Empty(Folder.FileNames);
    }

    [Theory]
    [InlineData("-AsRaw -MaximumSize 2GB")]
    [InlineData("-OutFile $file -MaximumSize 1KB")]
    [InlineData("-MaximumSize 31")]
    public async Task Receive_AzQuantumSessionJob_accepts_a_result_up_to_MaximumSize(string arguments)
    {
        await SubmitEndedAsync();

        Run($"$job | Receive-AzQuantumSessionJob {arguments}").AssertNoErrors();
    }

    [Fact]
    public Task Receive_AzQuantumSessionJob_sends_no_request_for_an_empty_pipeline() => AssertNoRequestAsync("@() | Receive-AzQuantumSessionJob -Wait");

    [Theory]
    [InlineData("Receive-AzQuantumSessionJob -Id @()")]
    [InlineData("Receive-AzQuantumSessionJob -InputObject $null")]
    [InlineData("Receive-AzQuantumSessionJob $absent -OutFile ''")]
    [InlineData("Receive-AzQuantumSessionJob $absent -MaximumSize 0")]
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
    public async Task Receive_AzQuantumSessionJob_with_OutFile_keeps_a_file_that_is_read_only()
    {
        await SubmitEndedAsync();
        await File.WriteAllTextAsync(ResultFile, "kept", TestContext.Current.CancellationToken);
        File.SetAttributes(ResultFile, FileAttributes.ReadOnly);
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = Run("$job | Receive-AzQuantumSessionJob -OutFile $file").Error;

        AssertError(error, "FileNotWritten", ErrorCategory.PermissionDenied, message: "it is read-only");
        File.SetAttributes(ResultFile, FileAttributes.Normal);
        Assert.Equal("kept", await File.ReadAllTextAsync(ResultFile, TestContext.Current.CancellationToken));
        Assert.Equal(0, await Workspace.CountRequestsAsync("rawOutputData"));
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
    [InlineData("\"$folder/$('long' * 100).json\"", ErrorCategory.WriteError, "long.json")]
    [InlineData("Env:/result", ErrorCategory.InvalidArgument)]
    public async Task Receive_AzQuantumSessionJob_with_OutFile_reports_a_path_that_cannot_be_written(string path, ErrorCategory category, string message = "")
    {
        await SubmitEndedAsync();

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

    /// <summary>Opens a runspace with commands of PowerShell's modules, and with the result of 100 shots in <c>$result</c>.</summary>
    private async Task<EngineSession> OpenWithResultAsync()
    {
        await SubmitEndedAsync("-InputObject $bell -Name bell -Shots 100");
        EngineSession session = OpenRunspace(new EngineSessionOptions { Commands = UtilityCommands });
        session["result"] = Run("$job | Receive-AzQuantumSessionJob").Single<QuantumJobResult>();
        return session;
    }

    private async Task<QuantumSessionJob> SubmitEndedAsync(string arguments = "-InputObject $bell -Name bell", string variable = "job")
    {
        QuantumSessionJob job = Submit(variable, arguments);
        await Workspace.AdvanceAsync(30);
        return job;
    }

    private Task ReplaceResultAsync(string result) => Workspace.FaultAsync(
        new() { ["kind"] = "malformed", ["method"] = "GET", ["path"] = $"{Session.Get<QuantumSessionJob>("job").Id}.*utput", ["body"] = result, ["times"] = 2 });
}
