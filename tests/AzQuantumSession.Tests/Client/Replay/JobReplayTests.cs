namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>Reads the recorded jobs with the client.</summary>
public sealed class JobReplayTests
{
    public static TheoryData<string, string> Names { get; } = Recording.Names("jobs", recording => recording.Method is "GET" or "PUT");

    public static TheoryData<string, string> Changes { get; } = Recording.Names("jobs", recording => recording.Method is "POST" or "PATCH" or "DELETE");

    public static TheoryData<string, string> Lists { get; } =
        Recording.Names("lists", recording => recording.Path != "sessions" && recording.Query.Length == 0);

    [Fact]
    public void Recordings_contain_each_status_in_each_version() => Assert.All(Recording.ApiVersions, version =>
        Assert.Empty(JobStatus.All.Except(Recording.Read(version, "jobs").Where(recording => recording.Method == "GET").Select(recording => (string?)recording.Body!["status"]))));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Client_returns_every_property_of_a_recorded_job(string version, string name)
    {
        Recording recording = Recording.Find(version, "jobs", name);
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        QuantumSessionJob job = await (recording.Method == "PUT"
            ? workspace.SubmitJobAsync(recording.Id)
            : workspace.Client.GetJobAsync(recording.Id, ClientFixture.Token));

        RecordedProperties.AssertEqual(recording.Body!.AsObject(), job);
        Assert.Empty(job.AdditionalProperties);
        Assert.Equal(job.Status is "Completed" or "Succeeded" or "Failed" or "Cancelled", job.IsTerminal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Client_accepts_the_recorded_response_to_a_change(string version, string name)
    {
        Recording recording = Recording.Find(version, "jobs", name);
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        await (recording.Method switch
        {
            "POST" => workspace.Client.CancelJobAsync(recording.Id, ClientFixture.Token),
            "PATCH" => workspace.Client.UpdateJobAsync(recording.Id, new JobUpdate { Name = "layer 4" }, ClientFixture.Token),
            _ => workspace.Client.DeleteJobAsync(recording.Id, ClientFixture.Token),
        });

        Assert.Equal(recording.Method, Assert.Single(workspace.Server.Requests).Method);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Client_reads_all_pages_of_recorded_jobs(string version, string name)
    {
        Recording first = Recording.Find(version, "lists", name);
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        List<QuantumSessionJob> jobs = await (first.Path switch
        {
            "jobs" => workspace.Client.ListJobsAsync(new ItemFilter(), ClientFixture.Token),
            "topLevelItems" => workspace.Client.ListStandaloneJobsAsync(new ItemFilter(), ClientFixture.Token),
            _ => workspace.Client.ListSessionJobsAsync(first.Id, new ItemFilter(), ClientFixture.Token),
        }).ReadAllAsync();

        Recording[] pages = [.. Recording.Read(version, "lists").Where(page => page.Path == first.Path)];
        Assert.All(pages.SelectMany(page => page.Items).Zip(jobs), pair => RecordedProperties.AssertEqual(pair.First, pair.Second));
        Assert.Equal(pages.Sum(page => page.Items.Count), jobs.Count);
        Assert.Equal(pages.Length, workspace.Server.Requests.Count);
    }
}
