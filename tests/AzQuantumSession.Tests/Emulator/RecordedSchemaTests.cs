using System.Net;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Client.Replay;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Compares the responses of the emulator with the recordings: they have the same properties, and null in the same properties.</summary>
public sealed class RecordedSchemaTests : EmulatorTests
{
    private static readonly string[] EmulatedJobStatuses = ["Waiting", "Executing", "CancellationRequested", "Succeeded", "Failed", "Cancelled"];

    public static TheoryData<string> Versions { get; } = [.. Recording.ApiVersions];

    public static MatrixTheoryData<string, string> SessionStatuses { get; } = new(Recording.ApiVersions, SessionStatus.All);

    public static MatrixTheoryData<string, string> JobStatuses { get; } = new(Recording.ApiVersions, EmulatedJobStatuses);

    [Theory]
    [MemberData(nameof(SessionStatuses))]
    public async Task Session_has_the_properties_of_the_recording(string version, string status)
    {
        Guid id = await Workspace.OpenInStatusAsync(status);

        JsonObject session = await GetAsync(version, $"sessions/{id}");

        Assert.Equal(status, (string?)session["status"]);
        AssertSameShape(version, "sessions", status, session);
        AssertSameShape(version, "sessions", status, (await GetAsync(version, "sessions"))["value"]![0]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Changes_of_a_session_return_the_properties_of_the_recording(string version)
    {
        var id = Guid.NewGuid();
        HttpResult opened = await SendAsync(HttpMethod.Put, version, $"sessions/{id}", TestWorkspace.SessionBody());
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        AssertSameShape(version, "sessions", "Open", opened.Json);
        AssertSameShape(version, "sessions", "Close without jobs", (await SendAsync(HttpMethod.Post, version, $"sessions/{id}:close")).Json);

        Guid busy = await Workspace.OpenInStatusAsync("Executing");
        await SubmitAsync(busy);
        AssertSameShape(version, "sessions", "Close while a job executes", (await SendAsync(HttpMethod.Post, version, $"sessions/{busy}:close")).Json);
    }

    [Theory]
    [MemberData(nameof(JobStatuses))]
    public async Task Job_has_the_properties_of_the_recording(string version, string status)
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        Guid id = await SubmitAsync(session, status == "Failed" ? Circuits.Invalid : Circuits.Bell);
        await Workspace.AdvanceAsync(status == "Waiting" ? 0 : 0.5);
        if (status is "CancellationRequested" or "Cancelled")
        {
            HttpResult cancelled = await SendAsync(HttpMethod.Post, version, $"jobs/{id}:cancel");
            AssertSameShape(version, "jobs", "Cancel", cancelled.Json);
        }

        await Workspace.AdvanceAsync(status is "Succeeded" or "Failed" or "Cancelled" ? 5 : 0);
        JsonObject job = await GetAsync(version, $"jobs/{id}");

        Assert.Equal(status, (string?)job["status"]);
        AssertSameShape(version, "jobs", status, job);
        AssertSameShape(version, "jobs", status, (await GetAsync(version, "jobs"))["value"]![0]);
        AssertSameShape(version, "jobs", status, (await GetAsync(version, $"sessions/{session}/jobs"))["value"]![0]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Changes_of_a_job_return_the_properties_of_the_recording(string version)
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session, target: "ionq.qpu.aria-1");
        var id = Guid.NewGuid();
        HttpResult submitted = await SubmitAsync(session, id, Circuits.Bell);
        Assert.Equal(HttpStatusCode.OK, submitted.Status);
        AssertSameShape(version, "jobs", "Submit", submitted.Json);

        HttpResult updated = await Workspace.SendAsync(
            HttpMethod.Patch, Address(version, $"jobs/{id}"), """{"name":"layer 4"}""", "application/merge-patch+json");
        AssertSameShape(version, "jobs", "Update", updated.Json);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Pages_have_the_properties_of_the_recording(string version)
    {
        await Workspace.OpenInStatusAsync("Waiting");
        await Workspace.OpenInStatusAsync("Executing");
        await SubmitAsync(null);
        await SubmitAsync(null);
        await AssertPagesAsync("sessions", "Sessions");
        await AssertPagesAsync("jobs", "Jobs");
        await AssertPagesAsync("topLevelItems", "Stand-alone jobs");

        async Task AssertPagesAsync(string path, string name)
        {
            Assert.Equal(ShapeOfPage(Recording.Find(version, "lists", name).Body), ShapeOfPage(await GetAsync(version, $"{path}?top=1")));
            Assert.Equal(ShapeOfPage(Recording.Find(version, "lists", $"{name}, last page").Body), ShapeOfPage(await GetAsync(version, path)));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Targets_quotas_and_storage_URIs_have_the_properties_of_the_recording(string version)
    {
        AssertSameShape(version, "workspace", "Providers and targets", await GetAsync(version, "providerStatus"));
        AssertSameShape(version, "workspace", "Quota usage", await GetAsync(version, "quotaUsages?providerId=quantinuum"));
        HttpResult signed = await SendAsync(HttpMethod.Post, version, "storage/sasUri", """{"containerName":"job-1"}""");
        AssertSameShape(version, "workspace", "Storage URI of a container", signed.Json);

        await using TestWorkspace older = await TestWorkspace.StartAsync(new EmulatorOptions { Frozen = true, Kind = WorkspaceKind.V1 });
        AssertSameShape(version, "workspace", "Quotas", (await older.GetAsync($"{older.Path}/quotas?api-version={version}")).Json);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Errors_have_the_status_and_the_properties_of_the_recording(string version)
    {
        Guid session = await Workspace.OpenInStatusAsync("Succeeded");
        Recording terminal = Recording.Find(version, "errors", "Job for a terminal session");
        HttpResult rejected = await SubmitAsync(session, Guid.NewGuid(), Circuits.Bell);
        AssertSameError(terminal, rejected);
        Assert.True(JsonNode.DeepEquals(terminal.Body, rejected.Json));
        AssertSameError(
            Recording.Find(version, "errors", "Session with other content"),
            await SendAsync(HttpMethod.Put, version, $"sessions/{session}", TestWorkspace.SessionBody(name: "other")));
        foreach (string name in (string[])["Session not found", "Job not found"])
        {
            Recording recording = Recording.Find(version, "errors", name);
            AssertSameError(recording, await SendAsync(HttpMethod.Get, version, recording.Path));
        }

        Workspace.Http.DefaultRequestHeaders.Remove("x-ms-quantum-api-key");
        AssertSameError(Recording.Find(version, "errors", "Unauthorized"), await SendAsync(HttpMethod.Get, version, $"sessions/{session}"));
    }

    private static void AssertSameShape(string version, string file, string name, JsonNode? actual) =>
        Assert.Equal(JsonShape.Describe(Recording.Find(version, file, name).Body), JsonShape.Describe(actual));

    private static void AssertSameError(Recording recording, HttpResult actual)
    {
        Assert.Equal(recording.Status, (int)actual.Status);
        Assert.Equal(JsonShape.Describe(recording.Body), JsonShape.Describe(actual.Json));
    }

    private static string ShapeOfPage(JsonNode? page)
    {
        JsonObject copy = page!.DeepClone().AsObject();
        copy["value"] = new JsonArray();
        return JsonShape.Describe(copy);
    }

    private string Address(string version, string path) => $"{Workspace.Path}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={version}";

    private async Task<JsonObject> GetAsync(string version, string path) => (await SendAsync(HttpMethod.Get, version, path)).Json;

    private Task<HttpResult> SendAsync(HttpMethod method, string version, string path, string? body = null) =>
        Workspace.SendAsync(method, Address(version, path), body);

    private async Task<Guid> SubmitAsync(Guid? session, string input = Circuits.Bell)
    {
        var id = Guid.NewGuid();
        await SubmitAsync(session, id, input);
        return id;
    }

    /// <summary>Submits a job with the properties of the recorded jobs.</summary>
    private Task<HttpResult> SubmitAsync(Guid? session, Guid id, string input) => Workspace.SubmitAsync(session, id, input, TestWorkspace.Set(
        """{"target":"ionq.qpu.aria-1","inputParams":{"shots":500},"metadata":{"label":"sweep","step":3},"tags":["sweep"]}"""));
}
