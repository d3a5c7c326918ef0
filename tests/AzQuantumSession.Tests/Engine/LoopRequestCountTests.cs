namespace AzQuantumSession.Tests.Engine;

/// <summary>How many requests a step of a loop sends: submit a job, wait for it, and receive its result.</summary>
public sealed class LoopRequestCountTests(ShortJobFixture fixture) : EngineTests(fixture), IClassFixture<ShortJobFixture>
{
    [Theory]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Session $session -Wait | Receive-AzQuantumSessionJob")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Session $session | Wait-AzQuantumSessionJob | Receive-AzQuantumSessionJob")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -Session $session | Receive-AzQuantumSessionJob -Wait")]
    public async Task A_job_is_submitted_polled_once_and_received(string script)
    {
        Open();
        for (int step = 0; step < 3; step++)
        {
            await Workspace.ForgetRequestsAsync();

            Run(script).Single<QuantumJobResult>();

            // The last request is the download of the result.
            string[] requests = [.. (await Workspace.RequestsAsync()).Select(request => request.Split('/', '?')[0])];
            Assert.Equal(5, requests.Length);
            Assert.Equal(["POST storage", "PUT jobs", "GET jobs"], requests.Where(request => !request.EndsWith(' ')));
        }
    }
}

/// <summary>An emulated workspace with the clock of the system, whose jobs end long before the first poll.</summary>
public sealed class ShortJobFixture() : EngineFixture(DefaultOptions with
{
    Frozen = false,
    QueueTime = TimeSpan.Zero,
    JobDuration = TimeSpan.FromMilliseconds(5),
});
