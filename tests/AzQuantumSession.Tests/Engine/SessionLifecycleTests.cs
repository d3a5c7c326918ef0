using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The state transitions of a session in docs/service.md, section 4, as the commands show them.</summary>
public sealed class SessionLifecycleTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public void New_session_is_Waiting_and_accepts_jobs()
    {
        QuantumSession session = Open();

        Assert.Equal("Waiting", session.Status);
        Assert.False(session.IsTerminal);
        Assert.True(session.AcceptsJobs);
        Assert.Null(session.EndExecutionTime);
        Assert.Equal("Abort", session.JobFailurePolicy);
    }

    [Fact]
    public async Task Session_becomes_Executing_with_the_first_job()
    {
        await OpenExecutingAsync();

        Assert.Equal("Executing", Refresh().Status);
    }

    [Fact]
    public void Session_without_jobs_succeeds_immediately_when_closed()
    {
        Open();

        QuantumSession closed = Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>();

        Assert.Equal("Succeeded", closed.Status);
        Assert.True(closed.IsTerminal);
        Assert.NotNull(closed.EndExecutionTime);
        Assert.NotNull(closed.Duration);
    }

    [Fact]
    public async Task Closed_session_stays_Executing_until_its_job_ends()
    {
        await OpenExecutingAsync();

        Assert.Equal("Executing", Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>().Status);

        await Workspace.AdvanceAsync(10);
        Assert.Equal("Succeeded", Run("$session | Wait-AzQuantumSession -Timeout 10").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Session_with_policy_Abort_fails_with_the_first_failed_job()
    {
        QuantumSession session = Open();
        Session["bad"] = await Workspace.SubmitAsync(session, fails: true);
        Session["other"] = await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(60);

        Assert.Equal("Failed", Refresh().Status);
        Assert.Equal("Failed", Run("Get-AzQuantumSessionJob -Id $bad").Single<QuantumSessionJob>().Status);
        Assert.Equal("Cancelled", Run("Get-AzQuantumSessionJob -Id $other").Single<QuantumSessionJob>().Status);
    }

    [Fact]
    public async Task Session_with_policy_Continue_stays_open_after_a_failed_job_and_fails_when_closed()
    {
        await OpenWithFailedJobAsync("ionq.simulator -JobFailurePolicy Continue");

        QuantumSession read = Refresh();
        Assert.Equal("Failure(s)", read.Status);
        Assert.False(read.IsTerminal);
        Assert.True(read.AcceptsJobs);
        Assert.Null(read.EndExecutionTime);
        Assert.Equal("Failed", Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Session_times_out_after_ten_idle_minutes()
    {
        Open();

        await Workspace.AdvanceAsync(599);
        Assert.Equal("Waiting", Refresh().Status);

        await Workspace.AdvanceAsync(2);
        QuantumSession read = Refresh();
        Assert.Equal("TimedOut", read.Status);
        Assert.Equal(TimeSpan.FromMinutes(10), read.Duration);
    }

    [Fact]
    public async Task Session_with_failed_jobs_times_out()
    {
        await OpenWithFailedJobAsync("ionq.simulator -JobFailurePolicy Continue");
        Assert.Equal("Failure(s)", Refresh().Status);

        await Workspace.AdvanceAsync(700);

        Assert.Equal("TimedOut", Refresh().Status);
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_reports_the_error_code_of_the_service_for_an_ended_session()
    {
        Open();
        Session["session"] = Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>();

        ErrorRecord error = Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error;

        AssertError(error, "SessionEnded", ErrorCategory.InvalidOperation, Session["session"], message: "InvalidJobDefinition");
        Assert.Contains("terminal state", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
    }

    private QuantumSession Refresh() => Run("$session | Get-AzQuantumSession").Single<QuantumSession>();
}
