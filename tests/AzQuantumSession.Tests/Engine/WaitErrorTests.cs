using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of commands that can no longer poll the jobs that they wait for. The jobs continue, so the errors say how to continue.</summary>
public sealed class WaitErrorTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData(403, "AccessDenied")]
    [InlineData(404, "NotFound")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task Submit_AzQuantumSessionJob_with_Wait_says_how_to_wait_for_the_submitted_job(int status, string id)
    {
        Open();
        await Workspace.FailRequestsAsync(status, "/jobs", "GET");

        ErrorRecord error = RunWithoutOutput("$session | Submit-AzQuantumSessionJob -InputObject $bell -Name step -Wait");

        QuantumSessionJob job = Assert.IsType<QuantumSessionJob>(error.TargetObject);
        Assert.Equal((id, "step"), (error.FullyQualifiedErrorId.Split(',')[0], job.Name));
        AssertSays(error, $"The job was submitted. To continue: Get-AzQuantumSessionJob -Id {job.Id} | Wait-AzQuantumSessionJob");
        await AssertCanContinueAsync<QuantumSessionJob>(error);
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_Wait_names_each_job_whose_connection_is_lost()
    {
        Open();
        await Workspace.FailRequestsAsync(401, "/jobs", "GET");

        ScriptResult result = Run("""
            $circuit = @{ qubits = 1; circuit = @(@{ gate = 'h'; target = 0 }) }
            Submit-AzQuantumSessionJob -Session $session -InputObject $circuit, $circuit -Wait
            """);

        Assert.Equal(2, result.Errors.Select(error => Assert.IsType<QuantumSessionJob>(error.TargetObject).Id).Distinct().Count());
        Assert.All(result.Errors, error => AssertSays(error, $"-Id {((QuantumSessionJob)error.TargetObject).Id} | Wait-AzQuantumSessionJob"));
    }

    [Fact]
    public async Task Restart_AzQuantumSessionJob_with_Wait_says_how_to_wait_for_the_submitted_job()
    {
        Open(arguments: "ionq.simulator -JobFailurePolicy Continue");
        Session["failed"] = await Workspace.Client.GetJobAsync(
            await Workspace.SubmitAsync((QuantumSession)Session["session"]!, fails: true), CancellationToken.None);
        await Workspace.AdvanceAsync(60);
        Run("$failed = $failed | Get-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.FailRequestsAsync(403, "/jobs", "GET");

        ErrorRecord error = RunWithoutOutput("$failed | Restart-AzQuantumSessionJob -Wait");

        QuantumSessionJob job = Assert.IsType<QuantumSessionJob>(error.TargetObject);
        Assert.NotEqual(Session.Get<QuantumSessionJob>("failed").Id, job.Id);
        AssertSays(error, $"Get-AzQuantumSessionJob -Id {job.Id} | Wait-AzQuantumSessionJob");
    }

    [Theory]
    [InlineData("$job | Receive-AzQuantumSessionJob -Wait", "Receive-AzQuantumSessionJob -Id {0} -Wait")]
    [InlineData("Receive-AzQuantumSessionJob $job.Id -Wait", "Receive-AzQuantumSessionJob -Id {0} -Wait")]
    [InlineData("$job | Wait-AzQuantumSessionJob", "Wait-AzQuantumSessionJob -Id {0}")]
    public async Task A_wait_for_a_job_says_how_to_continue(string script, string command)
    {
        QuantumSessionJob job = await SubmitRunningJobAsync();
        await Workspace.FailRequestsAsync(403, "/jobs", "GET");

        ErrorRecord error = RunWithoutOutput(script);

        AssertError(error, "AccessDenied", ErrorCategory.PermissionDenied, error.TargetObject is string ? job.Id : job);
        AssertSays(error, $"To continue: {string.Format(null, command, job.Id)}");
    }

    [Fact]
    public async Task A_wait_for_a_session_says_how_to_continue()
    {
        QuantumSession session = Open();
        await Workspace.FailRequestsAsync(403, "/sessions", "GET");

        AssertSays(RunWithoutOutput("$session | Wait-AzQuantumSession"), $"To continue: Wait-AzQuantumSession -Id {session.Id}");
    }

    [Theory]
    [InlineData("Receive-AzQuantumSessionJob $absent -Wait")]
    [InlineData("Wait-AzQuantumSessionJob $absent")]
    public void A_wait_for_an_absent_id_does_not_recommend_to_continue(string script)
    {
        ErrorRecord error = RunWithoutOutput(script);

        AssertNotFound(error);
        Assert.DoesNotContain("To continue", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_WaitForJobs_says_how_to_wait_for_a_job()
    {
        await Workspace.FailRequestsAsync(403, "/jobs/", "GET");

        ScriptResult result = Run("Use-AzQuantumSession ionq.simulator -WaitForJobs { $_ | Submit-AzQuantumSessionJob -InputObject $bell }");

        QuantumSessionJob job = Assert.Single(result.As<QuantumSessionJob>());
        AssertError(result.Error, "AccessDenied", ErrorCategory.PermissionDenied, job, $"Get-AzQuantumSessionJob -Id {job.Id} | Wait-AzQuantumSessionJob");
    }

    [Fact]
    public async Task Use_AzQuantumSession_with_WaitForJobs_says_how_to_wait_for_jobs_that_cannot_be_listed()
    {
        await Workspace.FailRequestsAsync(403, "/sessions/.*/jobs", "GET");

        ScriptResult result = Run("""
            Use-AzQuantumSession ionq.simulator, ionq.simulator -WaitForJobs -CancelJobsOnError { $used = $_; $_ | Submit-AzQuantumSessionJob -InputObject $bell }
            """);

        Assert.Equal(2, result.As<QuantumSessionJob>().Count);
        Assert.All(result.As<QuantumSessionJob>().Zip(result.Errors), pair => AssertError(
            pair.Second,
            "AccessDenied",
            ErrorCategory.PermissionDenied,
            message: $"Get-AzQuantumSessionJob -SessionId {pair.First.SessionId} | Wait-AzQuantumSessionJob"));
        Assert.All(result.Errors, error => Assert.IsType<QuantumSession>(error.TargetObject));
        Assert.Equal(2, await Workspace.CountRequestsAsync(":close"));
        Assert.Equal(0, await Workspace.CountRequestsAsync(":cancel"));
    }

    private static void AssertSays(ErrorRecord error, string text) => Assert.Contains(text, error.ToString(), StringComparison.Ordinal);

    private async Task AssertCanContinueAsync<T>(ErrorRecord error)
    {
        await Workspace.ClearFaultsAsync();
        await Workspace.AdvanceAsync(60);
        Assert.IsType<T>(Run(error.ToString().Split("To continue: ")[1]).Single<T>());
    }
}
