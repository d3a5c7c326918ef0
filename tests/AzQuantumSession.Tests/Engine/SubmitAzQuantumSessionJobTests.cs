using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

public sealed class SubmitAzQuantumSessionJobTests : EngineTests, IClassFixture<EngineFixture>
{
    private const string OpenQasm = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncreg c[2];\nmeasure q -> c;";

    private readonly QuantumSession _session;

    public SubmitAzQuantumSessionJobTests(EngineFixture fixture)
        : base(fixture)
    {
        foreach (string name in new[] { "one", "two", "three" })
        {
            Folder.Write($"{name}.json", Circuits.Bell);
        }

        _session = Open();
        Session["folder"] = Folder.Path;
        Session["file"] = Folder.GetPath("one.json");
        Session["fileInfo"] = new FileInfo(Folder.GetPath("one.json"));
        Session["folderInfo"] = new DirectoryInfo(Folder.Path);
        Session["qasm"] = OpenQasm;
        Session["bitcode"] = new byte[] { 0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4 };
    }

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob -Path $file")]
    [InlineData("$session | Submit-AzQuantumSessionJob $file")]
    [InlineData("Submit-AzQuantumSessionJob $file -Session $session")]
    [InlineData("Submit-AzQuantumSessionJob $file -SessionId $session.Id")]
    [InlineData("Submit-AzQuantumSessionJob $file -SessionId $session.Id -Workspace $workspace")]
    [InlineData("$session | Submit-AzQuantumSessionJob \"$folder/on?.json\"")]
    [InlineData("$session | Submit-AzQuantumSessionJob $fileInfo")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -SessionId $session.Id")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $fileInfo")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject @($fileInfo)")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject ([System.Text.Encoding]::UTF8.GetBytes($bell))")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject ([System.Text.Encoding]::UTF8.GetBytes($bell) | ForEach-Object { $_ })")]
    public async Task Submit_AzQuantumSessionJob_sends_the_input_unchanged(string script)
    {
        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal((_session.Id, "ionq", "ionq.simulator", _session.Workspace), (job.SessionId, job.ProviderId, job.Target, job.Workspace));
        Assert.Equal(("ionq.circuit.v1", "ionq.quantum-results.v1"), (job.InputDataFormat, job.OutputDataFormat));
        Assert.Equal(Circuits.Bell, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
    }

    [Theory]
    [InlineData("@{ qubits = 1; circuit = @(@{ gate = 'h'; target = 0 }) }")]
    [InlineData("[ordered] @{ qubits = 1; circuit = @([ordered] @{ gate = 'h'; target = 0 }) }")]
    [InlineData("[pscustomobject] @{ qubits = 1; circuit = @([pscustomobject] @{ gate = 'h'; target = 0 }) }")]
    public async Task Submit_AzQuantumSessionJob_sends_objects_as_JSON(string expression)
    {
        QuantumSessionJob job = Run($"$session | Submit-AzQuantumSessionJob -InputObject ({expression})").Single<QuantumSessionJob>();

        var json = System.Text.Json.Nodes.JsonNode.Parse(await Workspace.ReadInputAsync(job.Id))!;
        Assert.Equal(1, (int)json["qubits"]!);
        Assert.Equal("h", (string)json["circuit"]![0]!["gate"]!);
        await Workspace.AdvanceAsync(30);
        Session["job"] = job;
        Assert.Equal("Succeeded", Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().Status);
    }

    [Theory]
    [InlineData("-InputObject @{ circuit = @(@{ gate = 'rx'; rotation = [double]::NaN }) }", "circuit[0].rotation is NaN")]
    [InlineData("-InputObject @{ run = { 1 } }", "run is a System.Management.Automation.ScriptBlock")]
    [InlineData("-InputObject $bell -InputParams @{ noise = @{ 1 = 2 } }", "-InputParams is not valid: noise has the key 1")]
    [InlineData("-InputObject $bell -Metadata @{ labels = @(1, 2) }", "-Metadata is not valid: labels is a list")]
    public async Task Submit_AzQuantumSessionJob_names_the_path_of_an_invalid_value(string arguments, string reason) =>
        AssertError(await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob {arguments}"), "InputInvalid", ErrorCategory.InvalidData, message: reason);

    [Fact]
    public async Task Submit_AzQuantumSessionJob_joins_lines_to_one_input()
    {
        Open(arguments: "quantinuum.sim.h2-1sc");

        QuantumSessionJob job = Run("$session | Submit-AzQuantumSessionJob -InputObject ($qasm -split \"`n\")").Single<QuantumSessionJob>();
        QuantumSessionJob list = Run("$session | Submit-AzQuantumSessionJob -InputObject ([System.Collections.Generic.List[string]] ($qasm -split \"`n\"))").Single<QuantumSessionJob>();

        Assert.Equal(OpenQasm, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
        Assert.Equal(OpenQasm, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(list.Id)));
    }

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob \"$folder/*.json\"")]
    [InlineData("$session | Submit-AzQuantumSessionJob $file, \"$folder/t*.json\"")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject ($folderInfo.GetFiles())")]
    public void Submit_AzQuantumSessionJob_submits_one_job_for_each_file(string script)
    {
        IReadOnlyList<QuantumSessionJob> jobs = Run(script).AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal(["one", "three", "two"], jobs.Select(job => job.Name).Order());
        Assert.Equal(3, jobs.Select(job => job.Id).Distinct().Count());
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_submits_to_each_piped_session()
    {
        Run("$two = 1..2 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        Assert.Equal(
            Run("$two.Id").As<string>(),
            Run("$two | Submit-AzQuantumSessionJob -InputObject $bell").AssertNoErrors().As<QuantumSessionJob>().Select(job => job.SessionId!));
    }

    [Theory]
    [InlineData("quantinuum.sim.h2-1sc", "$qasm", "honeywell.openqasm.v1", "honeywell.quantum-results.v1")]
    [InlineData("quantinuum.sim.h2-1sc", "$bitcode", "qir.v1", "microsoft.quantum-results.v2")]
    [InlineData("quantinuum.sim.h2-1sc", "([byte[]] (0xDE, 0xC0, 0x17, 0x0B, 1))", "qir.v1", "microsoft.quantum-results.v2")]
    [InlineData("echo-quantinuum", "$bitcode", "qir.v1", "honeywell.qir.v1")]
    [InlineData("rigetti.sim.qvm", "\"DECLARE ro BIT[2]`nMEASURE 0 ro[0]\"", "rigetti.quil.v1", "rigetti.quil-results.v1")]
    [InlineData("rigetti.sim.qvm", "$bitcode", "qir.v1", "microsoft.quantum-results.v2")]
    [InlineData("pasqal.sim.emu-tn", "'{\"a\":1}'", "pasqal.pulser.v1", "pasqal.pulser-results.v1")]
    [InlineData("ionq.simulator", "$bitcode", "qir.v1", "microsoft.quantum-results.v2")]
    [InlineData("microsoft.estimator", "$bitcode", "qir.v1", "microsoft.resource-estimates.v1")]
    [InlineData("quantinuum.sim.h2-1sc", "$bitcode -OutputFormat microsoft.quantum-results.v1", "qir.v1", "microsoft.quantum-results.v1")]
    [InlineData("quantinuum.sim.h2-1sc", "$qasm -InputFormat qir.v1", "qir.v1", "microsoft.quantum-results.v2")]
    [InlineData("echo-quantinuum", "$qasm -InputFormat honeywell.openqasm.v1", "honeywell.openqasm.v1", "honeywell.quantum-results.v1")]
    public void Submit_AzQuantumSessionJob_detects_the_formats_of_a_provider(string target, string input, string inputFormat, string outputFormat)
    {
        Open(arguments: target);

        QuantumSessionJob job = Submit(arguments: $"-InputObject {input}");

        Assert.Equal((inputFormat, outputFormat), (job.InputDataFormat, job.OutputDataFormat));
    }

    [Theory]
    [InlineData("", "-InputFormat and -OutputFormat")]
    [InlineData("-InputFormat my.own.v1", "Give -OutputFormat")]
    public async Task Submit_AzQuantumSessionJob_reports_an_unknown_format_before_the_upload(string arguments, string message)
    {
        QuantumSession session = Open(arguments: "echo-quantinuum");

        ErrorRecord error = await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob -InputObject $qasm {arguments}");

        AssertError(error, "FormatUnknown", ErrorCategory.InvalidArgument, session, message);
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_sends_all_properties()
    {
        string id = CreateId();

        QuantumSessionJob job = Submit(arguments: """
            -InputObject $bell -Name 'a step' -Shots 100 -InputParams @{ noise = @{ model = 'aria-1'; seed = 7 }; list = 1, 2; flag = $true } `
            -Tag chem, test -Metadata @{ label = 'a'; step = 3 } -Priority High -JobId $id
            """);

        Assert.Equal((id, "a step", "High"), (job.Id, job.Name, job.Priority));
        Assert.Equal(100L, job.InputParams["shots"]);
        var noise = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(job.InputParams["noise"]);
        Assert.Equal(("aria-1", 7L), (noise["model"], noise["seed"]));
        Assert.Equal([1L, 2L], Assert.IsAssignableFrom<IEnumerable<object>>(job.InputParams["list"]));
        Assert.Equal(true, job.InputParams["flag"]);
        Assert.Equal(["chem", "test"], job.Tags);
        Assert.Equal(("a", "3"), (job.Metadata["label"], job.Metadata["step"]));
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_derives_the_default_name_from_the_id()
    {
        QuantumSessionJob job = Submit();

        Assert.Equal($"job-{job.Id[..8]}", job.Name);
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_can_be_repeated_with_the_same_id_and_content_only()
    {
        CreateId();

        Submit(arguments: "-InputObject $bell -Name again -JobId ([guid] $id)");
        Submit(arguments: "-InputObject $bell -Name again -JobId ([guid] $id)");
        ErrorRecord error = Run("$session | Submit-AzQuantumSessionJob -InputObject $bell -Name other -JobId ([guid] $id)").Error;

        Assert.Single(Run("$session | Get-AzQuantumSessionJob -Name again").As<QuantumSessionJob>());
        AssertError(error, "ResourceExists", ErrorCategory.ResourceExists, _session);
    }

    [Theory]
    [InlineData("\"$folder/*.json\" -JobId $absent", "-JobId")]
    [InlineData("-InputObject $bell -Shots 5 -InputParams @{ Shots = 6 }", "twice")]
    public async Task Submit_AzQuantumSessionJob_rejects_contradicting_arguments_without_a_request(string arguments, string message) =>
        AssertError(await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob {arguments}"), "InputInvalid", ErrorCategory.InvalidArgument, message: message);

    [Theory]
    [InlineData("\"$folder/missing.json\"")]
    [InlineData("\"$folder/*.none\"")]
    [InlineData("'nodrive:/x.json'")]
    [InlineData("'Env:PATH'")]
    [InlineData("$folder")]
    [InlineData("\"$folder/[x].json\"")]
    public void Submit_AzQuantumSessionJob_reports_a_missing_file_and_submits_the_others(string path)
    {
        ScriptResult result = Run($"$session | Submit-AzQuantumSessionJob {path}, $file");

        Assert.Equal("one", Assert.Single(result.As<QuantumSessionJob>()).Name);
        Assert.Equal("InputNotFound", result.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(Run(path).Single<string>(), result.Error.TargetObject);
    }

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $folderInfo")]
    [InlineData("$session | Submit-AzQuantumSessionJob $folder")]
    [InlineData("$folderInfo | Submit-AzQuantumSessionJob -Session $session")]
    public async Task Submit_AzQuantumSessionJob_reports_a_folder_as_input(string script) => AssertError(
        await RunWithoutRequestAsync(script), "InputNotFound", ErrorCategory.OpenError, Folder.Path, $"is a folder. To submit its files, give -Path '{Folder.GetPath("*")}'");

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $null")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell, $null")]
    [InlineData("$session | Submit-AzQuantumSessionJob -LiteralPath @()")]
    [InlineData("$session | Submit-AzQuantumSessionJob -Path @()")]
    [InlineData("Submit-AzQuantumSessionJob -Session $null -InputObject $bell")]
    [InlineData("Submit-AzQuantumSessionJob -SessionId . -InputObject $bell")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell -Shots 0")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell -Priority Low")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell -Name ' '")]
    public Task Submit_AzQuantumSessionJob_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public async Task Submit_AzQuantumSessionJob_to_a_failed_session_names_the_job_that_ended_it()
    {
        QuantumSession session = await OpenWithFailedJobAsync("ionq.simulator -Name vqe");
        QuantumSessionJob failed = Run("$session | Get-AzQuantumSessionJob -Status Failed").Single<QuantumSessionJob>();

        ErrorRecord error = Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error;

        AssertError(error, "SessionEnded", ErrorCategory.InvalidOperation, session, $"Session 'vqe' ({session.Id}) has ended as Failed");
        Assert.Contains($"({failed.Id}) failed. {failed.ErrorData}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("HTTP 400, request id ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$session | Stop-AzQuantumSession", 0, "has ended as Succeeded, and accepts no more jobs. It was closed.")]
    [InlineData("", 1200, "has ended as TimedOut, and accepts no more jobs. No job was submitted for 10 minutes.")]
    public async Task Submit_AzQuantumSessionJob_to_an_ended_session_names_its_status(string script, int seconds, string message)
    {
        Run(script).AssertNoErrors();
        await Workspace.AdvanceAsync(seconds);

        AssertError(Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error, "SessionEnded", ErrorCategory.InvalidOperation, _session, message);
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_reports_another_rejection_as_it_is()
    {
        await Workspace.FailRequestsAsync(400, "jobs/", "PUT", times: 1, code: "InvalidInput");
        AssertError(Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error, "RequestRejected", ErrorCategory.InvalidOperation, message: "InvalidInput");

        await Workspace.FailRequestsAsync(400, "jobs/", "PUT", times: 1, code: "InvalidInput");
        await Workspace.FailRequestsAsync(404, $"sessions/{_session.Id}", "GET", times: 1);
        AssertError(Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error, "RequestRejected", ErrorCategory.InvalidOperation, message: "InvalidInput");
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_Wait_warns_about_a_failed_job()
    {
        Task<ScriptResult> running = Session.RunAsync(
            "$session | Submit-AzQuantumSessionJob -InputObject '{\"qubits\":1,\"circuit\":[{\"gate\":\"none\",\"target\":0}]}' -Name broken -Wait");
        await Workspace.WaitForRequestAsync("PUT jobs/", running);
        await Workspace.AdvanceAsync(60);

        ScriptResult result = await running;

        Assert.Equal("Failed", result.Single<QuantumSessionJob>().Status);
        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith("Job 'broken' (", warning, StringComparison.Ordinal);
        Assert.Contains("InvalidCircuit: ", warning, StringComparison.Ordinal);
        Assert.Contains("Get-AzQuantumSessionJob -Id ", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@() | Submit-AzQuantumSessionJob -InputObject $bell")]
    [InlineData("$session | Submit-AzQuantumSessionJob \"$folder/*.json\" -WhatIf")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -SessionId $session.Id -Wait -WhatIf")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 1 } -WhatIf")]
    public Task Submit_AzQuantumSessionJob_sends_no_request_with_WhatIf_or_without_input(string script) => AssertNoRequestAsync(script);

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_Confirm_prompts_for_each_job()
    {
        await Workspace.ForgetRequestsAsync();

        Assert.Single(RunWithResponses("$session | Submit-AzQuantumSessionJob $file, \"$folder/two.json\" -Confirm", "No", "Yes").Output);
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_reports_an_absent_session() =>
        AssertNotFound(Run("Submit-AzQuantumSessionJob -InputObject $bell -SessionId $absent").Error);

    [Fact]
    public async Task Submit_AzQuantumSessionJob_uploads_a_large_input_completely()
    {
        string gates = string.Join(',', Enumerable.Repeat("""{"gate":"x","target":0}""", 2000));
        Session["large"] = $$"""{"qubits":1,"circuit":[{{gates}}]}""";

        QuantumSessionJob job = Submit(arguments: "-InputObject $large");
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Succeeded", Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().Status);
        Assert.Equal(Session["large"], Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_retries_an_upload_after_status_503()
    {
        await Workspace.FailRequestsAsync(503, "inputData", "PUT", times: 1);

        Submit();
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_hides_the_signature_when_storage_denies_access()
    {
        await Workspace.FailRequestsAsync(403, "/job-", "PUT");

        ErrorRecord error = Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error;

        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", error.Exception.ToString(), StringComparison.Ordinal);
        AssertError(error, "AccessDenied", ErrorCategory.PermissionDenied, _session);
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_Wait_writes_ended_jobs()
    {
        Task<ScriptResult> running = Session.RunAsync("$session | Submit-AzQuantumSessionJob \"$folder/*.json\" -Wait");
        await Workspace.WaitForRequestAsync("PUT jobs/", running, count: 3);

        await Workspace.AdvanceAsync(60);

        Assert.Equal(["Succeeded", "Succeeded", "Succeeded"], (await running).AssertNoErrors().As<QuantumSessionJob>().Select(job => job.Status));
    }
}
