using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobWaiterTests : HandlerTests
{
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "JobFailed")]
    public async Task WaitAsync_reports_a_failed_job_with_ErrorOnFailure(bool errorOnFailure, string? errorId)
    {
        QuantumSessionJob job = await SubmitEndedAsync(fails: true);

        await WaitAsync(new JobWaiter(Output, TimeProvider.System) { ErrorOnFailure = errorOnFailure, PollingInterval = ShortInterval }, job);

        AssertErrorOrObject(errorId);
    }
}
