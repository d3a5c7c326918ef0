using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class ShowAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("$session | Show-AzQuantumSession")]
    [InlineData("Show-AzQuantumSession $session.Id")]
    [InlineData("Show-AzQuantumSession -InputObject $session")]
    [InlineData("$session | ForEach-Object $deserialize | Show-AzQuantumSession")]
    [InlineData("[pscustomobject] @{ Id = $session.Id; Other = 1 } | Show-AzQuantumSession")]
    public async Task Show_AzQuantumSession_draws_a_session(string script)
    {
        QuantumSession session = await OpenExecutingAsync();

        QuantumSessionChart chart = Run(script).Single<QuantumSessionChart>();

        Assert.Equal(session.Id, chart.Session.Id);
        Assert.Contains("1 Executing", chart.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_AzQuantumSession_fits_the_window_of_the_host()
    {
        using EngineSession narrow = OpenRunspace(new() { Width = 50 });

        string[] lines = narrow.Show("New-AzQuantumSession ionq.simulator -Name narrow | Show-AzQuantumSession").Split('\n');

        Assert.Contains("narrow on ionq.simulator: Waiting", lines);
        Assert.Contains(lines, line => line.Length == 49);
        Assert.All(lines, line => Assert.True(line.Length < 50, line));
    }

    [Fact]
    public async Task Show_AzQuantumSession_continues_after_a_session_that_does_not_exist()
    {
        QuantumSession session = Open();

        ScriptResult result = Run("$absent, $session.Id | Show-AzQuantumSession");

        AssertNotFound(result.Error);
        Assert.Equal(session.Id, result.As<QuantumSessionChart>().Single().Session.Id);
        Submit();
        await Workspace.ForgetRequestsAsync();
        AssertError(await RunWithoutRequestAsync("$job | Show-AzQuantumSession"), "InputInvalid", ErrorCategory.InvalidArgument, message: "is a job");
    }

    [Fact]
    public void Show_AzQuantumSession_explains_a_name()
    {
        Open(arguments: "ionq.simulator -Name drawn-by-name");

        AssertError(Run("Show-AzQuantumSession drawn-by-name").Error, "NotFound", ErrorCategory.ObjectNotFound, message: "Get-AzQuantumSession 'drawn-by-name' | Show-AzQuantumSession");
    }

    [Fact]
    public async Task Show_AzQuantumSession_with_Follow_stops_on_Ctrl_C_and_does_not_affect_the_session()
    {
        QuantumSession session = Open();
        await Workspace.ForgetRequestsAsync();
        using var stop = new CancellationTokenSource();

        // The session and its jobs are read, and the next poll is in 5 minutes.
        Task<ScriptResult> running = Session.RunAsync("$session | Show-AzQuantumSession -Follow -PollingInterval 300", stop);
        await Workspace.WaitForRequestAsync("GET sessions/", running, count: 2);
        await stop.CancelAsync();

        Assert.True((await running.WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token)).IsStopped);
        Assert.Equal(2, (await Workspace.RequestsAsync()).Count);
        Assert.Equal("Waiting", await ReadStatusAsync(session));
    }

    [Fact]
    public async Task Show_AzQuantumSession_with_Follow_ends_with_the_session()
    {
        QuantumSession session = Open();

        Task<ScriptResult> running = Session.RunAsync("$session | Show-AzQuantumSession -Follow -PollingInterval 0.1");
        await Workspace.WaitForRequestAsync("GET sessions/", running, count: 3);
        await Workspace.CloseAsync(session);

        ScriptResult result = (await running.WaitAsync(TimeSpan.FromSeconds(60), ClientFixture.Token)).AssertNoErrors();
        Assert.Contains("Succeeded", Assert.IsType<QuantumSessionChart>(result.Output[^1].BaseObject).Text, StringComparison.Ordinal);
        Assert.Contains(result.Output, item => item.BaseObject is string line && line.EndsWith("Session: Succeeded", StringComparison.Ordinal));
    }
}
