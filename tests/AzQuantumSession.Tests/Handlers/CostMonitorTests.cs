using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class CostMonitorTests : HandlerTests
{
    private readonly DeferredErrorPipeline _errors = new();

    [Fact]
    public async Task CostMonitor_closes_a_session_above_the_limit_and_keeps_the_error()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);

        await using (new CostMonitor(Workspace.Client, session, new CostLimit(0.1m), _errors))
        {
            for (int i = 0; i < 200 && _errors.Errors.Count == 0; i++)
            {
                await Task.Delay(50, Token);
            }
        }

        Assert.Equal("CostLimitExceeded", _errors.Errors.Single().Id);
    }

    [Fact]
    public async Task CostMonitor_ends_without_error_when_the_session_costs_nothing()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await using (new CostMonitor(Workspace.Client, session, new CostLimit(0.1m), _errors))
        {
            await Task.Delay(100, Token);
        }

        Assert.Empty(_errors.Errors);
        Assert.False((await Workspace.ReadAsync(session)).IsTerminal);
    }
}
