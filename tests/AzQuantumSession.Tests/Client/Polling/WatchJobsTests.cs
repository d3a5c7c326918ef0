using System.Text;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Client.Jobs;

namespace AzQuantumSession.Tests.Client.Polling;

public sealed class WatchJobsTests
{
    [Fact]
    public async Task WatchJobsAsync_reads_few_jobs_individually_until_they_end()
    {
        int polls = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(_ => ScriptedReply.Json(Job("a", ++polls == 3 ? "Succeeded" : "Executing")));
        List<ItemUpdate<QuantumSessionJob>> updates = await WatchAsync(server, ["A"]);

        Assert.Equal(["Executing", "Executing", "Succeeded"], updates.Select(item => item.Item!.Status));
        Assert.Equal([false, false, true], updates.Select(item => item.IsFinal));
        Assert.All(updates, item => Assert.Equal("A", item.Id));
    }

    [Fact]
    public async Task WatchJobsAsync_lists_many_jobs_and_reads_jobs_missing_from_the_list()
    {
        string[] ids = [.. Enumerable.Range(0, 8).Select(i => $"j{i}")];
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => IsList(request)
            ? ScriptedReply.Json(ClientFixture.Page(["""{"id":"other","status":"Waiting"}""", .. ids.Take(request.Number == 1 ? 7 : 0).Select(id => Job(id, "Executing"))]))
            : ScriptedReply.Json(Job(request.Path.Split('/')[^1], "Completed")));
        List<ItemUpdate<QuantumSessionJob>> updates = await WatchAsync(server, ids);

        Assert.Equal(ids, updates.Where(item => item.IsFinal).Select(item => item.Id).Order());
        Assert.Equal(7, updates.Count(item => !item.IsFinal));
        RecordedRequest list = server.Requests[0];
        Assert.Equal(
            "(State eq 'Queued' or State eq 'Waiting' or State eq 'Executing' or State eq 'CancellationRequested' or State eq 'Cancelling' or State eq 'Finishing')",
            list.Query("filter"));
        Assert.Equal("100", list.Query("top"));
        Assert.Equal(8, server.Requests.Count(request => !IsList(request)));
    }

    [Fact]
    public async Task WatchJobsAsync_stops_polling_a_job_that_satisfies_the_predicate()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedReply.Json(Job("a", "Executing")));
        List<ItemUpdate<QuantumSessionJob>> updates = await WatchAsync(server, ["a"], job => job.Status == "Executing");

        Assert.True(Assert.Single(updates).IsFinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WatchJobsAsync_reports_a_missing_job_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => request.Path.EndsWith("/a", StringComparison.Ordinal)
            ? ScriptedReply.Error(404, "JobNotFound", "no")
            : ScriptedReply.Json(Job("b", "Cancelled")));
        List<ItemUpdate<QuantumSessionJob>> updates = await WatchAsync(server, ["a", "b"]);

        Assert.Equal(2, updates.Count);
        Assert.Equal(QuantumErrorKind.NotFound, updates.Single(item => item.Id == "a").Error!.Kind);
    }

    [Fact]
    public async Task WatchJobsAsync_polls_a_job_when_jobs_of_its_session_usually_end()
    {
        Assert.Equal([0.1, 0.1, 1.212], await GetFirstDelaysAsync(isDone: null));
    }

    [Fact]
    public async Task WatchJobsAsync_polls_on_schedule_if_a_status_before_the_end_matters()
    {
        Assert.Equal([0.1, 0.1, 0.1], await GetFirstDelaysAsync(isDone: job => job.Status == "Executing"));
    }

    /// <summary>Runs three jobs of 1.2 seconds in a session, and returns the seconds between the submission and the first poll of each.</summary>
    private static async Task<IEnumerable<double>> GetFirstDelaysAsync(Predicate<QuantumSessionJob>? isDone)
    {
        ImmediateTimeProvider time = new();
        EmulatorOptions options = new() { Frozen = true, QueueTime = TimeSpan.FromSeconds(0.2), JobDuration = TimeSpan.FromSeconds(1) };
        await using EmulatorFixture workspace = await EmulatorFixture.StartAsync(options, ClientFixture.Quick(time));
        QuantumSession session = await workspace.OpenAsync();
        for (int number = 0; number < 3; number++)
        {
            QuantumSessionJob job = await workspace.Client.SubmitJobAsync(
                JobSubmissionFactory.Create(new MemoryStream(Encoding.UTF8.GetBytes(Circuits.Bell)), sessionId: session.Id), ClientFixture.Token);
            await workspace.AdvanceAsync(60);

            // Another connection with the same credential knows the jobs, too: a background job waits with one.
            using IWorkspaceClient client = workspace.Client.Duplicate();
            await client.WatchJobsAsync([new WatchedItem<QuantumSessionJob>(job.Id, job)], isDone, new PollingOptions(), ClientFixture.Token).ReadAllAsync();
        }

        return time.DueTimes.Select(dueTime => Math.Round(dueTime.TotalSeconds, 3));
    }

    private static bool IsList(RecordedRequest request) => request.Path.EndsWith("/jobs", StringComparison.Ordinal);

    private static string Job(string id, string status) => $$"""{"id":"{{id}}","status":"{{status}}"}""";

    private static async Task<List<ItemUpdate<QuantumSessionJob>>> WatchAsync(
        ScriptedServer server, string[] ids, Predicate<QuantumSessionJob>? isDone = null)
    {
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server);
        return await client.WatchJobsAsync(
            [.. ids.Select(id => new WatchedItem<QuantumSessionJob>(id))], isDone, new PollingOptions { Interval = TimeSpan.Zero }, ClientFixture.Token).ReadAllAsync();
    }
}
