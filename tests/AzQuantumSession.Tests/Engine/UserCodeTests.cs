using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Code of the user that a command calls, or that is further down the pipeline, can wait synchronously for asynchronous code.</summary>
public sealed class UserCodeTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    private const string Get = "[AzQuantumSession.Tests.Support.UserLibrary]::Get()";

    [Theory]
    [InlineData("Use-AzQuantumSession ionq.simulator { {0} }")]
    [InlineData("Use-AzQuantumSession ionq.simulator -MaxDuration 5m { {0} }")]
    [InlineData("Use-AzQuantumSession ionq.simulator { 1 } | ForEach-Object { {0} }")]
    [InlineData("New-AzQuantumSession ionq.simulator | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumSession | ForEach-Object { {0} }")]
    [InlineData("$session | Get-AzQuantumSession -IncludeJobs | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumSessionJob -SessionId $session.Id | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumSessionTarget | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumSessionQuota | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumWorkspaceConnection | ForEach-Object { {0} }")]
    [InlineData("Get-AzQuantumSessionJobFile $job | ForEach-Object { {0} }")]
    [InlineData("1..3 | ForEach-Object { $bell } | Submit-AzQuantumSessionJob -Target ionq.simulator | ForEach-Object { {0} }")]
    [InlineData("$ended | Wait-AzQuantumSession | ForEach-Object { {0} }")]
    [InlineData("Wait-AzQuantumSessionJob $job.Id | ForEach-Object { {0} }")]
    [InlineData("$job, $job | Receive-AzQuantumSessionJob | ForEach-Object { {0} }")]
    [InlineData("$ended, $ended | Stop-AzQuantumSession -PassThru | ForEach-Object { {0} }")]
    [InlineData("$job | Stop-AzQuantumSessionJob -PassThru | ForEach-Object { {0} }")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator | Set-AzQuantumSessionJob -Tag a -PassThru | ForEach-Object { {0} }")]
    [InlineData("$ended | Stop-AzQuantumSession -Verbose 4>&1 | ForEach-Object { {0} }")]
    [InlineData("Wait-AzQuantumSessionJob $absent 2>&1 | ForEach-Object { {0} }")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $lazy -Target ionq.simulator -InputFormat ionq.circuit.v1 | ForEach-Object { {0} }")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Target ionq.simulator -InputParams @{ lazy = $lazy } | ForEach-Object { {0} }")]
    public async Task Code_of_the_user_can_wait_for_its_continuations(string script)
    {
        OpenClosed("ended");
        Open();
        Session["job"] = Submit();
        await Workspace.AdvanceAsync(60);
        var lazy = new PSObject();
        lazy.Properties.Add(new PSScriptProperty("qubits", ScriptBlock.Create(Get)));
        Session["lazy"] = lazy;

        ScriptResult result = Run($"@({script.Replace("{0}", Get, StringComparison.Ordinal)})");

        result.AssertNoErrors();
        Assert.NotEmpty(result.Output);
        Assert.All(result.Output, output => Assert.Equal(42, output.BaseObject));
    }
}
