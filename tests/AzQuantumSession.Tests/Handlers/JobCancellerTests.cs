using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobCancellerTests : HandlerTests
{
    [Fact]
    public async Task CancelAsync_cancels_a_running_job_and_only_reads_an_ended_job()
    {
        (string ended, string running) = await SubmitEndedAndRunningAsync(await Workspace.OpenAsync());
        var canceller = new JobCanceller(Output, Resolver) { PassThru = true };

        foreach (string id in new[] { ended, running })
        {
            await canceller.CancelAsync(new ItemReference<QuantumSessionJob>(id), null, Token);
        }

        Assert.Equal([$"POST jobs/{running}:cancel"], await Workspace.PostsAsync());
        Assert.Equal([ended, running], Output.Jobs.Select(job => job.Id));
        Assert.Contains("already ended", Output.Verbose[0], StringComparison.Ordinal);
    }
}
