using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class SetAzQuantumSessionJobTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Set-AzQuantumSessionJob $job.Id -Name renamed -Tag a, b -Priority High -PassThru")]
    [InlineData("$job | Set-AzQuantumSessionJob -Name renamed -Tag a, b -Priority High -PassThru")]
    [InlineData("Set-AzQuantumSessionJob -InputObject $job.Id -Name renamed -Tag a, b -Priority High -PassThru")]
    public async Task Set_AzQuantumSessionJob_changes_the_job_and_reads_it_again(string script)
    {
        await SubmitRunningJobAsync();

        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal(("renamed", "High"), (job.Name, job.Priority));
        Assert.Equal(["a", "b"], job.Tags);
        Assert.Equal([$"PATCH jobs/{job.Id}", $"GET jobs/{job.Id}"], await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Set_AzQuantumSessionJob_without_PassThru_sends_one_request()
    {
        QuantumSessionJob job = await SubmitRunningJobAsync();

        Assert.Empty(Run("$job | Set-AzQuantumSessionJob -Tag @()").AssertNoErrors().Output);

        Assert.Equal([$"PATCH jobs/{job.Id}"], await Workspace.RequestsAsync());
        QuantumSessionJob changed = await Workspace.Client.GetJobAsync(job.Id, CancellationToken.None);
        Assert.Empty(changed.Tags);
        Assert.Equal(job.Name, changed.Name);
    }

    [Theory]
    [InlineData("$job | Set-AzQuantumSessionJob -Name x -WhatIf")]
    [InlineData("Set-AzQuantumSessionJob $job.Id -Tag @() -Priority High -WhatIf")]
    [InlineData("@() | Set-AzQuantumSessionJob -Name x")]
    public async Task Set_AzQuantumSessionJob_with_WhatIf_sends_no_request(string script)
    {
        await SubmitRunningJobAsync();

        await AssertNoRequestAsync(script);
    }

    [Theory]
    [InlineData("-Name new -Tag @() -Priority High", "Set name 'new', priority High, no tags")]
    [InlineData("-Tag 'a b', c", "Set tags 'a b', 'c'")]
    public async Task Set_AzQuantumSessionJob_describes_the_change_before_it_confirms(string arguments, string expected)
    {
        await SubmitRunningJobAsync();

        RunWithResponses($"$job | Set-AzQuantumSessionJob {arguments} -Confirm", "No");

        Assert.Contains(expected, Assert.Single(Session.Host.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_AzQuantumSessionJob_reports_the_reason_of_the_service_for_a_job_that_has_ended()
    {
        await SubmitRunningJobAsync();
        await Workspace.AdvanceAsync(3600);

        AssertError(
            Run("$job | Set-AzQuantumSessionJob -Name late").Error, "RequestRejected", ErrorCategory.InvalidOperation, message: "A job that has ended cannot be changed");
    }

    [Fact]
    public async Task Set_AzQuantumSessionJob_reports_absent_ids_and_continues()
    {
        QuantumSessionJob job = await SubmitRunningJobAsync();

        ScriptResult result = Run("$absent, $job.Id | Set-AzQuantumSessionJob -Name x -PassThru");

        Assert.Equal(job.Id, Assert.Single(result.As<QuantumSessionJob>()).Id);
        AssertNotFound(result.Error);
    }

    [Fact]
    public async Task Set_AzQuantumSessionJob_without_a_change_is_an_error()
    {
        await SubmitRunningJobAsync();

        AssertError(await RunWithoutRequestAsync("$job | Set-AzQuantumSessionJob"), "InputInvalid", ErrorCategory.InvalidArgument, message: "-Tag");
    }

    [Theory]
    [InlineData("Set-AzQuantumSessionJob $absent -Name ' '")]
    [InlineData("Set-AzQuantumSessionJob $absent -Priority Low")]
    [InlineData("Set-AzQuantumSessionJob $absent -Tag $null")]
    public Task Set_AzQuantumSessionJob_rejects_invalid_arguments(string script) => AssertBindingErrorAsync(script);
}
