namespace AzQuantumSession.Tests.Engine;

/// <summary>The requests of an iteration of a loop in a session. The jobs have ended when they are first polled.</summary>
public sealed class LoopRequestCountTests(ImmediateJobsFixture fixture) : EngineTests(fixture), IClassFixture<ImmediateJobsFixture>
{
    private static readonly string[] FirstIteration = ["POST storage", "PUT input", "PUT jobs", "GET jobs", "GET result"];

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell -Wait | Receive-AzQuantumSessionJob")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell | Wait-AzQuantumSessionJob | Receive-AzQuantumSessionJob")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell | Receive-AzQuantumSessionJob -Wait")]
    public async Task An_iteration_sends_five_requests_and_later_four(string iteration)
    {
        Open();
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(FirstIteration, await RunAsync(iteration));
        Assert.Equal(FirstIteration, (await RunAsync(iteration)).Where((request, index) => index == 0 || request != "POST storage"));
        await WaitForContainerRequestsAsync(2);

        // The request for the container of the next job can arrive at any time after the submission.
        IReadOnlyList<string> third = await RunAsync(iteration);
        Assert.Equal(FirstIteration.Skip(1), third.Where(request => request != "POST storage"));
        Assert.Equal("PUT input", third[0]);
        await WaitForContainerRequestsAsync(1);
    }

    [Fact]
    public async Task A_declined_submission_keeps_the_container()
    {
        await SubmitTwiceAsync();
        Session.Host.Responses.Enqueue("No");
        Run("$session | Submit-AzQuantumSessionJob -InputObject $bell -WhatIf").AssertNoErrors();
        Run("$session | Submit-AzQuantumSessionJob -InputObject $bell -Confirm").AssertNoErrors();
        Run("$session | Submit-AzQuantumSessionJob -InputObject 'not JSON'");
        Run($"$session | Submit-AzQuantumSessionJob -InputObject $bell -JobId {Guid.NewGuid()}").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Submit();

        Assert.Equal("PUT input", (await Workspace.ReadRequestTypesAsync())[0]);
        await WaitForContainerRequestsAsync(1);
    }

    [Fact]
    public async Task A_closed_session_requests_no_container()
    {
        await SubmitTwiceAsync();

        Run("$session | Stop-AzQuantumSession").AssertNoErrors();

        Assert.NotEmpty(Run("$session | Submit-AzQuantumSessionJob -InputObject $bell").Errors);
        Assert.Equal(4, await Workspace.CountRequestsAsync("POST storage/sasUri"));
    }

    [Fact]
    public async Task The_first_job_of_a_batch_uses_the_container()
    {
        await SubmitTwiceAsync();
        await Workspace.ForgetRequestsAsync();

        IReadOnlyList<QuantumSessionJob> jobs = Run("$bell, $bell, $bell | Submit-AzQuantumSessionJob -SessionId $session.Id").As<QuantumSessionJob>();

        // The first job doesn't wait for a container. The others wait for theirs, and for their turn.
        string upload = (await Workspace.RequestsAsync()).First(request => request.Contains("/inputData", StringComparison.Ordinal));
        Assert.Contains(jobs[0].Id, upload, StringComparison.Ordinal);
        await WaitForContainerRequestsAsync(3);
    }

    [Fact]
    public async Task Restarted_jobs_use_the_container()
    {
        await SubmitTwiceAsync();
        Run("$ended = $job | Wait-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Run("$ended | Restart-AzQuantumSessionJob -Force").AssertNoErrors();

        Assert.Equal(
            ["GET sessions", "GET input", "PUT input", "PUT jobs"],
            (await Workspace.ReadRequestTypesAsync()).Where(request => request != "POST storage"));
        await WaitForContainerRequestsAsync(1);
    }

    // Returns when the container of the third job was requested.
    private async Task SubmitTwiceAsync()
    {
        Open();
        await Workspace.ForgetRequestsAsync();
        Submit();
        Submit();
        await WaitForContainerRequestsAsync(3);
    }

    private async Task<IReadOnlyList<string>> RunAsync(string script)
    {
        await Workspace.ForgetRequestsAsync();
        Run(script).Single<QuantumJobResult>();
        return await Workspace.ReadRequestTypesAsync();
    }

    private Task WaitForContainerRequestsAsync(int count) =>
        Workspace.WaitForRequestAsync("POST storage/sasUri", new TaskCompletionSource().Task, count);
}

/// <summary>A workspace with a frozen clock, whose jobs end when they are submitted.</summary>
public sealed class ImmediateJobsFixture() : EngineFixture(DefaultOptions with { QueueTime = TimeSpan.Zero, JobDuration = TimeSpan.Zero });
