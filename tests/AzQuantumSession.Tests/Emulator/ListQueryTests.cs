using System.Net;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class ListQueryTests : EmulatorTests
{
    public static TheoryData<string> UnsupportedFilters { get; } =
    [
        "sessions?filter=Status eq 'Waiting'",
        "sessions?filter=state eq 'Waiting'",
        "sessions?filter=Name eq 'a'",
        "sessions?filter=startswith(Name, 'a')",
        "sessions?filter=State ne 'Waiting'",
        "sessions?filter=State gt 'Waiting'",
        "sessions?filter=State EQ 'Waiting'",
        "sessions?filter=State eq Waiting",
        "sessions?filter=State eq \"Waiting\"",
        "sessions?filter=State eq 'Waiting",
        "sessions?filter=State eq 'Waiting' and",
        "sessions?filter=State eq 'Waiting' State eq 'Waiting'",
        "sessions?filter=(State eq 'Waiting'",
        "sessions?filter=State eq 'Waiting')",
        "sessions?filter=not State eq 'Waiting'",
        "sessions?filter=",
        "sessions?filter=CreationTime ge '2026-01-01'",
        "sessions?filter=CreationTime ge 2026-01-01T00:00:00Z",
        "sessions?filter=CreationTime ge 2026-1-1",
        "sessions?filter=CreationTime ge 2026-02-30",
        "sessions?filter=CreationTime gt 2026-01-01",
        "sessions?filter=CreationTime eq 2026-01-01",
        "sessions?filter=JobType eq 'QuantumComputing'",
        "jobs?filter=Name eq 'a'",
        "jobs?filter=startswith(Target, 'a')",
        "jobs?filter=startswith(Name 'a')",
        "jobs?filter=endswith(Name, 'a')",
        "jobs?filter=ItemType eq 'Job'",
    ];

    [Theory]
    [InlineData("Target eq 'ionq.simulator'", "a", "c")]
    [InlineData("Target eq 'IONQ.SIMULATOR'", "a", "c")]
    [InlineData("ProviderId eq 'microsoft.test.firstparty'", "d")]
    [InlineData("ProviderId eq 'Microsoft.Test.FirstParty'", "d")]
    [InlineData("State eq 'Waiting'", "b", "c", "d")]
    [InlineData("State eq 'waiting'")]
    [InlineData("ProviderId eq 'ionq' and State eq 'Succeeded'", "a")]
    [InlineData("State eq 'Succeeded' or Target eq 'ionq.qpu.aria-1' and State eq 'Executing'", "a")]
    [InlineData("(State eq 'Succeeded' or Target eq 'ionq.qpu.aria-1') and State eq 'Waiting'", "b")]
    [InlineData("((State eq 'Succeeded'))", "a")]
    [InlineData("CreationTime ge 2000-01-01", "a", "b", "c", "d")]
    [InlineData("CreationTime le 2000-01-01")]
    [InlineData("Target eq 'o''brien'")]
    public async Task Filter_selects_sessions_by_target_provider_status_and_creation_time(string filter, params string[] expected)
    {
        await OpenFourSessionsAsync();
        HttpResult response = await Workspace.GetAsync($"sessions?filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(expected, response.Names);
    }

    [Fact]
    public async Task Filter_compares_a_date_as_midnight()
    {
        await OpenFourSessionsAsync();
        string today = DateTimeOffset.Parse((string)(await Workspace.GetAsync("/emulator/clock")).Json["now"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(4, (await Workspace.GetAsync($"sessions?filter=CreationTime ge {today}")).Items.Count);
        Assert.Empty((await Workspace.GetAsync($"sessions?filter=CreationTime le {today}")).Items);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest)]
    [InlineData(3000, HttpStatusCode.BadRequest)]
    public async Task Filter_limits_the_depth_of_parentheses(int depth, HttpStatusCode status) => Assert.Equal(
        status, (await Workspace.GetAsync($"sessions?filter={new string('(', depth)}State eq 'Waiting'{new string(')', depth)}")).Status);

    [Theory]
    [MemberData(nameof(UnsupportedFilters))]
    public async Task Filter_rejects_unsupported_syntax(string path)
    {
        Assert.Equal("InvalidInput", (await Workspace.GetAsync(path)).RequireError(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("CreationTime asc", "a", "b", "c", "d")]
    [InlineData("CreationTime desc", "d", "c", "b", "a")]
    [InlineData("Target asc", "d", "b", "a", "c")]
    [InlineData("Name desc", "d", "c", "b", "a")]
    [InlineData("State desc", "d", "c", "b", "a")]
    public async Task Orderby_sorts_sessions_by_a_property_in_both_directions(string orderby, params string[] expected)
    {
        await OpenFourSessionsAsync();
        Assert.Equal(expected, (await Workspace.GetAsync($"sessions?orderby={orderby}")).Names);
    }

    [Fact]
    public async Task Filter_selects_jobs_and_top_level_items()
    {
        await OpenFourSessionsAsync();
        Guid session = Guid.Parse((string)(await Workspace.GetAsync("sessions?filter=State eq 'Waiting' and ProviderId eq 'ionq'&orderby=Name desc")).Items[0]!["id"]!);
        await Workspace.SubmitAsync(session, change: job => job["name"] = "in session");
        await Workspace.SubmitAsync(null, change: job => job["name"] = "alone");

        Assert.Equal(["in session", "alone"], (await Workspace.GetAsync("jobs")).Names);
        Assert.Equal(["alone"], (await Workspace.GetAsync("jobs?filter=startswith(Name, 'al') and JobType eq 'QuantumComputing'")).Names);
        Assert.Equal(["in session"], (await Workspace.GetAsync($"sessions/{session}/jobs")).Names);
        Assert.Equal(["a", "b", "c", "d", "alone"], (await Workspace.GetAsync("topLevelItems")).Names);
        Assert.Equal(["alone"], (await Workspace.GetAsync("topLevelItems?filter=ItemType eq 'Job'")).Names);
        Assert.Equal(["a"], (await Workspace.GetAsync("topLevelItems?filter=startswith(Name, 'a') and ItemType eq 'Session'")).Names);
    }

    [Fact]
    public async Task NextLink_leads_to_every_page()
    {
        for (int i = 0; i < 205; i++)
        {
            await Workspace.OpenAsync(Guid.NewGuid(), name: $"s{i:000}", target: i % 5 == 0 ? "ionq.qpu.aria-1" : "ionq.simulator");
        }

        var sizes = new List<int>();
        var names = new List<string>();
        for (string? next = "sessions"; next is not null;)
        {
            HttpResult page = await Workspace.GetAsync(next);
            sizes.Add(page.Items.Count);
            names.AddRange(page.Names);
            next = (string?)page.Json["nextLink"];
        }

        Assert.Equal([100, 100, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 205).Select(i => $"s{i:000}"), names);

        HttpResult first = await Workspace.GetAsync("sessions?filter=Target eq 'ionq.qpu.aria-1'&orderby=Name desc&top=20&skip=3");
        var link = new Uri((string)first.Json["nextLink"]!);
        Assert.Equal(Workspace.Server.Endpoint.Authority, link.Authority);
        Assert.Equal(
            $"?{TestWorkspace.ApiVersion}&filter=Target eq 'ionq.qpu.aria-1'&orderby=Name desc&top=20&skip=23",
            Uri.UnescapeDataString(link.Query));
        HttpResult last = await Workspace.GetAsync(link.AbsoluteUri);
        Assert.Equal(41 - 3 - 20, last.Items.Count);
        Assert.Equal("s000", last.Names.Last());
        Assert.True(last.Json.TryGetPropertyValue("nextLink", out JsonNode? end));
        Assert.Null(end);
    }

    [Fact]
    public async Task ProviderStatus_lists_the_targets_of_each_provider()
    {
        HttpResult response = await Workspace.GetAsync("providerStatus");
        JsonNode test = response.Items.Single(provider => (string)provider!["id"]! == "Microsoft.Test.FirstParty")!;
        Assert.Equal("echo-quantinuum", (string?)test["targets"]![0]!["id"]);
        JsonNode[] targets = [.. response.Items.SelectMany(provider => provider!["targets"]!.AsArray()).Select(target => target!)];
        Assert.Equal(21, targets.Length);
        Assert.Contains(targets, target => (string)target["currentAvailability"]! == "Unavailable");
        Assert.Contains(targets, target => (string)target["currentAvailability"]! == "Degraded");
        Assert.Equal(29, (int)targets.Single(target => (string)target["id"]! == "ionq.simulator")["numQubits"]!);
    }

    // Session "a" has succeeded, and the other sessions are waiting.
    private async Task OpenFourSessionsAsync()
    {
        var first = Guid.NewGuid();
        await Workspace.OpenAsync(first, name: "a");
        await Workspace.CloseAsync(first);
        await Workspace.AdvanceAsync(0.001);
        await Workspace.OpenAsync(Guid.NewGuid(), name: "b", target: "ionq.qpu.aria-1");
        await Workspace.AdvanceAsync(0.001);
        await Workspace.OpenAsync(Guid.NewGuid(), name: "c");
        HttpResult response = await Workspace.SendAsync(
            HttpMethod.Put,
            $"sessions/{Guid.NewGuid()}",
            TestWorkspace.SessionBody(name: "d", target: "echo-quantinuum", providerId: "Microsoft.Test.FirstParty"));
        Assert.Equal(HttpStatusCode.OK, response.Status);
    }
}
