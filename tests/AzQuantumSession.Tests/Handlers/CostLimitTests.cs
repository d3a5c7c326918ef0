using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class CostLimitTests : HandlerTests
{
    [Fact]
    public async Task IsExceededBy_is_true_only_above_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);
        session = await Workspace.ReadAsync(session);

        decimal cost = session.CostEstimate!.EstimatedTotal!.Value;

        Assert.False(new CostLimit(cost).IsExceededBy(session));
        Assert.True(new CostLimit(cost - 0.0001m).IsExceededBy(session));
        Assert.False(new CostLimit(0).IsExceededBy(await Workspace.OpenAsync()));
    }
}
