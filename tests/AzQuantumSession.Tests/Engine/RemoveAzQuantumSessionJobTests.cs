using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class RemoveAzQuantumSessionJobTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Remove-AzQuantumSessionJob $job.Id -Confirm:$false")]
    [InlineData("$job | Remove-AzQuantumSessionJob -Confirm:$false")]
    [InlineData("$job | Remove-AzQuantumSessionJob", "Yes")]
    public async Task Remove_AzQuantumSessionJob_deletes_a_job_that_has_ended(string script, params string[] responses)
    {
        QuantumSessionJob job = await SubmitRunningJobAsync();
        await Workspace.AdvanceAsync(3600);

        Assert.Empty(RunWithResponses(script, responses).AssertNoErrors().Output);

        Assert.Equal([$"DELETE jobs/{job.Id}"], await Workspace.RequestsAsync());
        AssertError(Run("Get-AzQuantumSessionJob -Id $job.Id").Error, "NotFound", ErrorCategory.ObjectNotFound, job.Id);
    }

    [Theory]
    [InlineData("$job | Remove-AzQuantumSessionJob", "No")]
    [InlineData("Remove-AzQuantumSessionJob $job.Id -WhatIf")]
    [InlineData("@() | Remove-AzQuantumSessionJob")]
    public async Task Remove_AzQuantumSessionJob_sends_no_request_without_confirmation(string script, params string[] responses)
    {
        await SubmitRunningJobAsync();

        RunWithResponses(script, responses).AssertNoErrors();

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Remove_AzQuantumSessionJob_reports_the_reason_of_the_service_for_a_job_that_still_runs()
    {
        await SubmitRunningJobAsync();

        AssertError(
            Run("$job | Remove-AzQuantumSessionJob -Confirm:$false").Error,
            "RequestRejected",
            ErrorCategory.InvalidOperation,
            message: "only when it has ended");
    }

    [Fact]
    public async Task Remove_AzQuantumSessionJob_sends_no_request_in_a_version_in_which_it_would_cancel_the_job()
    {
        QuantumSessionJob job = await SubmitRunningJobAsync();
        Session["connection"] = Workspace.Server.ConnectionString;
        Run("$old = Connect-AzQuantumWorkspace -ConnectionString $connection -ApiVersion 2025-11-01-preview -SkipValidation").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        ErrorRecord error = Run("Remove-AzQuantumSessionJob $job.Id -Workspace $old -Confirm:$false").Error;

        AssertError(error, "ApiVersionNotSupported", ErrorCategory.NotImplemented, job.Id, "would cancel the job");
        Assert.Empty(await Workspace.RequestsAsync());
    }
}
