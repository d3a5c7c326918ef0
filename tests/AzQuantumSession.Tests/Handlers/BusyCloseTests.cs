using System.Text.Json.Nodes;
using AzQuantumSession.Connections;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>Tests the closing of a session while the service is busy and asks to wait for 40 s. The client and the command have driven clocks.</summary>
public sealed class BusyCloseTests
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(40);

    private readonly RecordingCmdletOutput _output = new();
    private readonly FakeTimeProvider _commandTime = new();

    [Fact]
    public async Task Stop_waits_and_closes_the_session()
    {
        ImmediateTimeProvider time = new();
        await using EmulatorFixture workspace = await StartAsync(time);
        QuantumSession session = await OpenAsync(workspace, refusals: 2);
        var connections = new ConnectionStore();
        connections.SetDefault(workspace.Client.Workspace);
        var resolver = new WorkspaceResolver(() => throw new InvalidOperationException(), connections, "xunit");

        await new SessionCloser(_output, resolver).CloseAsync(ItemReference<QuantumSession>.From(session), null, ClientFixture.Token).WaitAsync(TimeSpan.FromSeconds(30), ClientFixture.Token);

        Assert.True((await workspace.ReadAsync(session)).IsTerminal);
        Assert.Contains(RetryAfter, time.DueTimes);
        Assert.Equal(3, await workspace.CountRequestsAsync(":close"));
        Assert.Empty(_output.Errors);
    }

    [Fact]
    public async Task End_of_a_block_waits_and_closes_the_session()
    {
        ImmediateTimeProvider time = new();
        await using EmulatorFixture workspace = await StartAsync(time);
        QuantumSession session = await OpenAsync(workspace, refusals: 1);

        await RunBlockAsync(workspace, session).WaitAsync(TimeSpan.FromSeconds(30), ClientFixture.Token);

        Assert.True((await workspace.ReadAsync(session)).IsTerminal);
        Assert.Contains(RetryAfter, time.DueTimes);
        Assert.Empty(_output.Errors);
        Assert.True(SessionClosing.TimeLimit > RetryAfter);
    }

    [Fact]
    public async Task End_of_a_block_says_how_to_close_a_session_that_is_not_closed_in_time()
    {
        await using EmulatorFixture workspace = await StartAsync(new FakeTimeProvider());
        QuantumSession session = await OpenAsync(workspace, refusals: 1);

        Task run = RunBlockAsync(workspace, session);
        await workspace.WaitForRequestAsync("POST sessions/", run);
        _commandTime.Advance(SessionClosing.TimeLimit);
        await run.WaitAsync(TimeSpan.FromSeconds(30), ClientFixture.Token);

        CmdletError error = Assert.Single(_output.Errors);
        Assert.Equal((ErrorIds.RequestTimeout, session), (error.Id, error.Target));
        Assert.Equal($"Close it with: Stop-AzQuantumSession {session.Id}", error.RecommendedAction);
        Assert.Equal(1, await workspace.CountRequestsAsync(":close"));
    }

    private static Task<EmulatorFixture> StartAsync(TimeProvider time) =>
        EmulatorFixture.StartAsync(new EmulatorOptions { Frozen = true }, ClientFixture.Quick(time));

    private static async Task<QuantumSession> OpenAsync(EmulatorFixture workspace, int refusals)
    {
        QuantumSession session = await workspace.OpenAsync();
        await workspace.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 429, ["path"] = ":close", ["retryAfter"] = $"{RetryAfter.TotalSeconds}", ["times"] = refusals });
        return session;
    }

    private Task RunBlockAsync(EmulatorFixture workspace, QuantumSession session) =>
        new SessionScope(_output) { Time = _commandTime }.RunAsync(workspace.Client, session, _ => true, () => { }, ClientFixture.Token);
}
