using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>Reads the recorded targets, quotas, and errors with the client.</summary>
public sealed class WorkspaceReplayTests
{
    public static TheoryData<string> Versions { get; } = [.. Recording.ApiVersions];

    public static MatrixTheoryData<string, (string Name, QuantumErrorKind Kind)> Errors { get; } = new(
        Recording.ApiVersions,
        [
            ("Job for a terminal session", QuantumErrorKind.Rejected),
            ("Session with details", QuantumErrorKind.Rejected),
            ("Unauthorized", QuantumErrorKind.Authentication),
            ("Forbidden", QuantumErrorKind.AccessDenied),
            ("Session not found", QuantumErrorKind.NotFound),
            ("Job not found", QuantumErrorKind.NotFound),
            ("Session with other content", QuantumErrorKind.Conflict),
            ("Throttled", QuantumErrorKind.Throttled),
            ("Gateway", QuantumErrorKind.Unavailable),
            ("Empty", QuantumErrorKind.Unavailable),
        ]);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Client_returns_every_property_of_the_recorded_targets(string version)
    {
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        List<QuantumTarget> targets = await workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync();

        (JsonObject Provider, JsonObject Target)[] recorded =
            [.. Recording.Find(version, "workspace", "Providers and targets").Items.SelectMany(
                provider => provider["targets"]!.AsArray().Select(target => (provider, target!.AsObject())))];
        Assert.Equal(recorded.Select(pair => ((string)pair.Provider["id"]!, (string?)pair.Provider["currentAvailability"])), targets.Select(target => (target.ProviderId, target.ProviderAvailability)));
        Assert.All(recorded.Zip(targets), pair => RecordedProperties.AssertEqual(pair.First.Target, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Client_returns_the_recorded_quotas_of_kind_V1(string version)
    {
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        IReadOnlyList<QuantumQuota> quotas = (await workspace.Client.ListQuotasAsync([], ClientFixture.Token)).Quotas;

        Assert.Equal(
            Recording.Find(version, "workspace", "Quotas").Items.Select(quota =>
                ((string)quota["providerId"]!, (string)quota["dimension"]!, (string?)quota["scope"], (string?)quota["period"], (decimal?)quota["limit"], (decimal?)quota["utilization"], (decimal?)quota["holds"])),
            quotas.Select(quota => (quota.ProviderId, quota.Dimension, quota.Scope, quota.Period, quota.Limit, quota.Used, quota.Held)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Client_returns_the_recorded_quota_usage_of_kind_V2(string version)
    {
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);
        workspace.Server.SetResponder(request => request.Path.EndsWith("/quotas", StringComparison.Ordinal)
            ? ScriptedReply.Error(404, "ResourceNotFound", "The list belongs to the other kind.")
            : workspace.Reply(request));

        IReadOnlyList<QuantumQuota> quotas = (await workspace.Client.ListQuotasAsync([], ClientFixture.Token)).Quotas;

        Assert.Equal(
            Recording.Find(version, "workspace", "Quota usage").Items.SelectMany(usage => usage["usage"]!.AsObject().Select(priority =>
                ((string)usage["providerId"]!, (string?)usage["targetId"], (string?)usage["scope"], priority.Key, (decimal?)priority.Value, (DateTimeOffset?)usage["lastModifiedTime"]))),
            quotas.Select(quota => (quota.ProviderId, quota.Target, quota.Scope, quota.Dimension, quota.Used, quota.LastModifiedTime)));
    }

    [Fact]
    public void Errors_are_all_tested() => Assert.All(Recording.ApiVersions, version => Assert.Equal(
        Recording.Read(version, "errors").Select(recording => recording.Name),
        Errors.Where(row => row.Data.Item1 == version).Select(row => row.Data.Item2.Name)));

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Client_throws_the_recorded_error(string version, (string Name, QuantumErrorKind Kind) expected)
    {
        Recording recording = Recording.Find(version, "errors", expected.Name);
        await using RecordedWorkspace workspace = await RecordedWorkspace.StartAsync(version);

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => (recording.Method, recording.Path.Split('/')[0]) switch
        {
            ("PUT", "sessions") => workspace.OpenSessionAsync(recording.Id),
            ("PUT", _) => workspace.SubmitJobAsync(recording.Id),
            (_, "sessions") => workspace.Client.GetSessionAsync(recording.Id, ClientFixture.Token),
            _ => workspace.Client.GetJobAsync(recording.Id, ClientFixture.Token),
        });

        Assert.Equal((expected.Kind, recording.Status), (failure.Kind, failure.StatusCode));
        if (recording.Body is { } body)
        {
            Assert.Contains((string)body["error"]!["message"]!, failure.Message, StringComparison.Ordinal);
            RecordedProperties.AssertEqual(body["error"]!.AsObject(), failure.ErrorData!);
        }
    }
}
