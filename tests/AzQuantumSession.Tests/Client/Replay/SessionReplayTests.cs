namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>Reads the recorded sessions with the client.</summary>
public sealed class SessionReplayTests
{
    public static TheoryData<string, string> Names { get; } = Recording.Names("sessions", _ => true);

    public static TheoryData<string, string> Lists { get; } = Recording.Names("lists", recording => recording.Request == "GET sessions");

    [Fact]
    public void Recordings_contain_each_status_in_each_version() => Assert.All(Recording.ApiVersions, version =>
        Assert.Empty(SessionStatus.All.Except(Recording.Read(version, "sessions").Where(recording => recording.Method == "GET").Select(recording => (string?)recording.Body!["status"]))));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Client_returns_every_property_of_a_recorded_session(string version, string name)
    {
        Recording recording = Recording.Find(version, "sessions", name);
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        QuantumSession session = await (recording.Method switch
        {
            "PUT" => workspace.OpenSessionAsync(recording.Id),
            "POST" => workspace.Client.CloseSessionAsync(recording.Id, ClientFixture.Token),
            _ => workspace.Client.GetSessionAsync(recording.Id, ClientFixture.Token),
        });

        RecordedProperties.AssertEqual(recording.Body!.AsObject(), session);
        Assert.Empty(session.AdditionalProperties);
        Assert.Equal(session.Status is "Succeeded" or "Failed" or "TimedOut", session.IsTerminal);
        Assert.Equal(session.Status is "Waiting" or "Executing" or "Failure(s)", session.AcceptsJobs);
        Assert.Equal(recording.Method, Assert.Single(workspace.Server.Requests).Method);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Client_reads_all_pages_of_recorded_sessions(string version, string name)
    {
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        List<QuantumSession> sessions = await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();

        Recording[] pages = [.. Recording.Read(version, "lists").Where(page => page.Path == Recording.Find(version, "lists", name).Path)];
        Assert.All(pages.SelectMany(page => page.Items).Zip(sessions), pair => RecordedProperties.AssertEqual(pair.First, pair.Second));
        Assert.Equal(pages.Sum(page => page.Items.Count), sessions.Count);
        Assert.Equal(pages.Length, workspace.Server.Requests.Count);
    }
}
