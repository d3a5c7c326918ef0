using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Jobs without a session.</summary>
public sealed class SubmitAzQuantumSessionJobTargetTests : EngineTests, IClassFixture<EngineFixture>
{
    public SubmitAzQuantumSessionJobTargetTests(EngineFixture fixture)
        : base(fixture)
    {
        foreach (string name in new[] { "one", "two", "three" })
        {
            Folder.Write($"{name}.json", Circuits.Bell);
        }

        Session["folder"] = Folder.Path;
        Session["file"] = Folder.GetPath("one.json");
        Session["fileInfo"] = new FileInfo(Folder.GetPath("one.json"));
        Session["bitcode"] = new byte[] { 0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4 };
    }

    [Theory]
    [InlineData("Submit-AzQuantumSessionJob $file -Target ionq.simulator")]
    [InlineData("Submit-AzQuantumSessionJob $file -Target IONQ.Simulator")]
    [InlineData("Submit-AzQuantumSessionJob $file -Target ionq.simulator -ProviderId ionq")]
    [InlineData("Submit-AzQuantumSessionJob -LiteralPath $file -Target ionq.simulator -Workspace $workspace")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator")]
    [InlineData("$bell | Submit-AzQuantumSessionJob -Target ionq.simulator")]
    [InlineData("$fileInfo | Submit-AzQuantumSessionJob -Target ionq.simulator")]
    public async Task Submit_AzQuantumSessionJob_with_Target_submits_a_job_without_a_session(string script)
    {
        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal((null, "ionq", "ionq.simulator"), (job.SessionId, job.ProviderId, job.Target));
        Assert.Equal(("ionq.circuit.v1", "ionq.quantum-results.v1"), (job.InputDataFormat, job.OutputDataFormat));
        Assert.Equal(Circuits.Bell, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
        Assert.Contains(job.Id, Run("(Get-AzQuantumSessionJob -Standalone).Id").As<string>());
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_with_Target_takes_the_provider_from_the_workspace()
    {
        QuantumSessionJob job = Run("Submit-AzQuantumSessionJob -InputObject $bitcode -Target echo-quantinuum -Shots 10 -EntryPoint main").Single<QuantumSessionJob>();

        Assert.Equal("Microsoft.Test.FirstParty", job.ProviderId, ignoreCase: true);
        Assert.Equal(("qir.v1", "honeywell.qir.v1"), (job.InputDataFormat, job.OutputDataFormat));
        Assert.Equal((10L, "main"), (job.InputParams["shots"], job.InputParams["entryPoint"]));
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_Target_lists_the_targets_once()
    {
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(3, Run("Submit-AzQuantumSessionJob \"$folder/*.json\" -Target ionq.simulator").AssertNoErrors().Output.Count);

        Assert.Equal(1, await Workspace.CountRequestsAsync("GET providerStatus"));
        Assert.Equal(3, await Workspace.CountRequestsAsync("PUT jobs/"));
        Assert.Equal(3, await Workspace.CountRequestsAsync("POST storage"));
    }

    [Fact]
    public async Task Wait_AzQuantumSessionJob_waits_for_a_job_without_a_session()
    {
        Run("$job = Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator").AssertNoErrors();
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Succeeded", Run("$job | Wait-AzQuantumSessionJob").Single<QuantumSessionJob>().Status);
    }

    [Theory]
    [InlineData("Submit-AzQuantumSessionJob $file -Target ionq.simulator -WhatIf")]
    [InlineData("$bell | Submit-AzQuantumSessionJob -Target ionq.simulator -WhatIf")]
    public Task Submit_AzQuantumSessionJob_with_Target_and_WhatIf_sends_no_request(string script) => AssertNoRequestAsync(script);

    [Theory]
    [InlineData("Submit-AzQuantumSessionJob $file -Target ionq.simulator -SessionId $absent")]
    [InlineData("Submit-AzQuantumSessionJob $file -SessionId $absent -ProviderId ionq")]
    public Task Submit_AzQuantumSessionJob_rejects_a_session_and_a_target(string script) => AssertBindingErrorAsync(script);

    [Fact]
    public void Submit_AzQuantumSessionJob_reports_a_target_that_the_workspace_does_not_offer() =>
        AssertError(
            RunWithoutOutput("Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.absent"),
            "TargetNotFound",
            ErrorCategory.ObjectNotFound,
            "ionq.absent",
            "It offers: ");

    [Fact]
    public void Submit_AzQuantumSessionJob_checks_the_input_of_a_job_without_a_session() =>
        AssertError(
            RunWithoutOutput("Submit-AzQuantumSessionJob -InputObject 'not JSON' -Target ionq.simulator"),
            "InputInvalid",
            ErrorCategory.InvalidData,
            message: "target 'ionq.simulator'");

    [Fact]
    public void Submit_AzQuantumSessionJob_warns_once_about_a_target_that_is_not_available()
    {
        ScriptResult result = Run("$bitcode, $bitcode | Submit-AzQuantumSessionJob -Target rigetti.qpu.ankaa-3").AssertNoErrors();

        Assert.Equal(2, result.Output.Count);
        Assert.Contains("Its jobs wait until the target is available.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_reports_the_reason_of_the_service_for_a_job_without_a_session()
    {
        ErrorRecord error = RunWithoutOutput("Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.absent -ProviderId ionq");

        AssertError(error, "RequestRejected", ErrorCategory.InvalidOperation);
        Assert.Equal(0, await Workspace.CountRequestsAsync("GET sessions"));
    }
}
