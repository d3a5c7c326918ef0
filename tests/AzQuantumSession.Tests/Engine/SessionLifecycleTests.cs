using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Section 4 of the service contract, seen through the commands: every way in which a session goes on and ends.</summary>
public sealed class SessionLifecycleTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public void Opens_as_Waiting_and_accepts_jobs()
    {
        QuantumSession session = Open();

        Assert.Equal("Waiting", session.Status);
        Assert.False(session.IsTerminal);
        Assert.True(session.AcceptsJobs);
        Assert.Null(session.EndExecutionTime);
        Assert.Equal("Abort", session.JobFailurePolicy);
    }

    [Fact]
    public async Task Becomes_Executing_with_the_first_job()
    {
        QuantumSession session = Open();
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Refresh().Status);
    }

    [Fact]
    public void Succeeds_at_once_when_closed_without_jobs()
    {
        Open();

        QuantumSession closed = Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>();

        Assert.Equal("Succeeded", closed.Status);
        Assert.True(closed.IsTerminal);
        Assert.NotNull(closed.EndExecutionTime);
        Assert.NotNull(closed.Duration);
    }

    [Fact]
    public async Task Stays_Executing_when_closed_with_a_job_and_succeeds_with_its_end()
    {
        QuantumSession session = Open();
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(2);

        Assert.Equal("Executing", Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>().Status);

        await Workspace.AdvanceAsync(10);
        Assert.Equal("Succeeded", Run("$session | Wait-AzQuantumSession -Timeout 10").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Fails_with_the_first_failed_job_under_Abort()
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
    public async Task Stays_open_as_Failures_under_Continue_and_fails_when_closed()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);

        QuantumSession read = Refresh();
        Assert.Equal("Failure(s)", read.Status);
        Assert.False(read.IsTerminal);
        Assert.True(read.AcceptsJobs);
        Assert.Null(read.EndExecutionTime);
        Assert.Equal("Failed", Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>().Status);
    }

    [Fact]
    public async Task Times_out_after_ten_idle_minutes()
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
    public async Task Times_out_also_when_jobs_failed_before()
    {
        QuantumSession session = Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        Assert.Equal("Failure(s)", Refresh().Status);

        await Workspace.AdvanceAsync(700);

        Assert.Equal("TimedOut", Refresh().Status);
    }

    [Fact]
    public void Rejects_jobs_after_the_end_with_the_code_of_the_service()
    {
        Open();
        Session["session"] = Run("$session | Stop-AzQuantumSession -PassThru").Single<QuantumSession>();

        ErrorRecord error = Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Error;

        AssertError(error, "RequestRejected", ErrorCategory.InvalidOperation, Session["session"], says: "InvalidJobDefinition");
        Assert.Contains("terminal state", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
    }

    private QuantumSession Refresh() => Run("$session | Get-AzQuantumSession").Single<QuantumSession>();
}
