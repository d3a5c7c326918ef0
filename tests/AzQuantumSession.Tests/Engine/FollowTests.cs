using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of <c>-Follow</c>.</summary>
public sealed class FollowTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    private const string Interval = "-PollingInterval 0.1";

    [Theory]
    [InlineData("$session | Get-AzQuantumSession -Follow")]
    [InlineData("Get-AzQuantumSession -Id $session.Id -Follow")]
    [InlineData("Get-AzQuantumSession $session.Name -Open -Follow")]
    [InlineData("Get-AzQuantumSession $session.Id -IncludeJobs -Follow")]
    public async Task Get_AzQuantumSession_with_Follow_writes_each_change_until_the_end(string script)
    {
        QuantumSession session = Open(arguments: $"ionq.simulator -Name {Guid.NewGuid()}x");
        Task<ScriptResult> following = Session.RunAsync($"{script} {Interval}");
        await WaitForPollAsync($"GET sessions/{session.Id}", following);
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(5);
        await WaitForPollAsync($"GET sessions/{session.Id}", following);
        await Workspace.AdvanceAsync(60);
        await WaitForPollAsync($"GET sessions/{session.Id}", following);
        await Workspace.CloseAsync(session);

        IReadOnlyList<QuantumSession> states = (await following).AssertNoErrors().As<QuantumSession>();

        Assert.Equal(["Waiting", "Executing", "Succeeded"], states.Select(state => state.Status));
        int?[] jobs = script.Contains("IncludeJobs", StringComparison.Ordinal) ? [0, 1, 1] : [null, null, null];
        Assert.Equal(jobs, states.Select(state => state.Jobs?.Count));
    }

    [Theory]
    [InlineData("$session | Get-AzQuantumSessionJob -Follow")]
    [InlineData("Get-AzQuantumSessionJob $session.Id -Name followed -Follow")]
    [InlineData("$job | Get-AzQuantumSessionJob -Follow")]
    [InlineData("Get-AzQuantumSessionJob -Id $job.Id -Follow")]
    public async Task Get_AzQuantumSessionJob_with_Follow_writes_each_change_until_the_end(string script)
    {
        Open();
        QuantumSessionJob job = Submit(arguments: "-InputObject $bell -Name followed");
        Task<ScriptResult> following = Session.RunAsync($"{script} {Interval}");
        await WaitForPollAsync($"GET jobs/{job.Id}", following);
        await Workspace.AdvanceAsync(5);
        await WaitForPollAsync($"GET jobs/{job.Id}", following);
        await Workspace.AdvanceAsync(60);

        Assert.Equal(
            ["Waiting", "Executing", "Succeeded"],
            (await following).AssertNoErrors().As<QuantumSessionJob>().Select(state => state.Status));
    }

    [Fact]
    public async Task Follow_writes_an_ended_session_once_without_polling()
    {
        QuantumSession ended = OpenClosed();
        await Workspace.ForgetRequestsAsync();

        Assert.Equal("Succeeded", Run("$session | Get-AzQuantumSession -Follow").Single<QuantumSession>().Status);

        Assert.Equal([$"GET sessions/{ended.Id}"], (await Workspace.RequestsAsync()).Select(request => request.Split('?')[0]));
    }

    [Fact]
    public async Task Follow_follows_sessions_of_several_workspaces_and_reports_an_absent_one()
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
        QuantumSession session = Open();
        QuantumSession other = await second.OpenAsync();
        Session["other"] = other;
        Task<ScriptResult> following = Session.RunAsync($"$absent, $session, $other | Get-AzQuantumSession -Follow {Interval}");
        await WaitForPollAsync($"GET sessions/{session.Id}", following);
        await second.CloseAsync(other);
        await Workspace.CloseAsync(session);

        ScriptResult result = await following;

        AssertNotFound(result.Error);
        Assert.Equal(["Succeeded", "Succeeded", "Waiting", "Waiting"], result.As<QuantumSession>().Select(state => state.Status).Order());
    }

    [Fact]
    public async Task Follow_reports_a_session_that_can_no_longer_be_read()
    {
        QuantumSession session = Open();
        Task<ScriptResult> following = Session.RunAsync($"$session | Get-AzQuantumSession -Follow {Interval}");
        await WaitForPollAsync($"GET sessions/{session.Id}", following);
        await Workspace.FailRequestsAsync(404);

        ScriptResult result = await following;

        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, session);
        Assert.Equal("Waiting", Assert.Single(result.As<QuantumSession>()).Status);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -PollingInterval 5s")]
    [InlineData("Get-AzQuantumSessionJob $absent -PollingInterval 5s")]
    [InlineData("Show-AzQuantumSession $absent -PollingInterval 5s")]
    public async Task PollingInterval_without_Follow_is_rejected(string script) =>
        AssertError(await RunWithoutRequestAsync(script), "InputInvalid", ErrorCategory.InvalidArgument, message: "-Follow");

    // The second request begins after the first one was answered, and its response is the state after the call.
    private async Task WaitForPollAsync(string request, Task following)
    {
        await Workspace.ForgetRequestsAsync();
        await Workspace.WaitForRequestAsync(request, following, count: 3);
    }
}
