using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobCancellerTests : HandlerTests
{
    [Fact]
    public async Task CancelAsync_cancels_a_job_and_sends_nothing_for_a_job_that_is_known_to_have_ended()
    {
        (string ended, string running) = await SubmitEndedAndRunningAsync(await Workspace.OpenAsync());
        var canceller = new JobCanceller(Output, Resolver) { PassThru = true };
        QuantumSessionJob known = await Workspace.Client.GetJobAsync(ended, Token);
        await Workspace.ForgetRequestsAsync();

        foreach (ItemReference<QuantumSessionJob> item in new[] { ItemReference<QuantumSessionJob>.From(known), new(running) })
        {
            await canceller.CancelAsync(item, null, Token);
        }

        Assert.Equal(["POST", "GET"], (await Workspace.RequestsAsync()).Select(request => request.Split(' ')[0]));
        Assert.Equal([$"POST jobs/{running}:cancel"], (await Workspace.PostsAsync()).Select(request => request.Split('?')[0]));
        Assert.Equal([ended, running], Output.Jobs.Select(job => job.Id));
        Assert.Contains("already ended", Output.Verbose[0], StringComparison.Ordinal);
    }
}
