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

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, false, 0)]
    [InlineData(true, true, 0)]
    public async Task WaitAsync_with_WarnOnFailure_warns_about_a_failed_job(bool fails, bool errorOnFailure, int warnings)
    {
        QuantumSessionJob job = await SubmitEndedAsync(fails);

        await WaitAsync(new JobWaiter(Output, TimeProvider.System) { WarnOnFailure = true, ErrorOnFailure = errorOnFailure }, job);

        Assert.Equal(warnings, Output.Warnings.Count);
        Assert.All(Output.Warnings, warning =>
        {
            Assert.StartsWith($"Job '{job.Name}' ({job.Id}) failed. {job.ErrorData}", warning, StringComparison.Ordinal);
            Assert.EndsWith($"To see more, use: Get-AzQuantumSessionJob -Id {job.Id} | Format-List", warning, StringComparison.Ordinal);
        });
    }
}
