using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class ResourceManagerEndpointsTests
{
    private const string Elsewhere = "99999999-2222-3333-4444-555555555555";
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    [Fact]
    public async Task Get_returns_location_and_endpoint_of_the_workspace()
    {
        await using TestWorkspace workspace = await StartAsync();
        JsonObject resource = (await workspace.GetAsync($"{workspace.Path}?api-version=2025-12-15-preview")).Json;
        Assert.Equal("eastus", (string?)resource["location"]);
        Assert.Equal(workspace.Server.Endpoint.AbsoluteUri, (string?)resource["properties"]!["endpointUri"]);
        Assert.Equal("V2", (string?)resource["properties"]!["workspaceKind"]);
        Assert.Equal(workspace.Path, (string?)resource["id"]);
    }

    [Fact]
    public async Task Get_rejects_a_key_another_version_and_another_workspace()
    {
        await using TestWorkspace workspace = await StartAsync();
        (await workspace.GetAsync($"{workspace.Path}?{TestWorkspace.ApiVersion}")).RequireError(HttpStatusCode.BadRequest);
        (await workspace.GetAsync($"{workspace.Path}x?api-version=2025-12-15-preview")).RequireError(HttpStatusCode.NotFound);
        workspace.Http.DefaultRequestHeaders.Authorization = null;
        workspace.Http.DefaultRequestHeaders.Add("x-ms-quantum-api-key", workspace.Server.ApiKey);
        (await workspace.GetAsync($"{workspace.Path}?api-version=2025-12-15-preview")).RequireError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Resources | where type =~ 'microsoft.quantum/workspaces' | where name =~ 'EMULATOR'", null, 1)]
    [InlineData("resources|where name == 'emulator' and type =~ 'Microsoft.Quantum/Workspaces'|extend endpointUri=tostring(properties.endpointUri)|project name, location|take 10", null, 1)]
    [InlineData("Resources | where name == 'EMULATOR'", null, 0)]
    [InlineData("Resources | where name =~ 'other'", null, 0)]
    [InlineData("Resources | where name =~ 'emulator' and resourceGroup =~ 'emulator-rg' and location =~ 'eastus'", "11111111-2222-3333-4444-555555555555", 1)]
    [InlineData("Resources | where name =~ 'emulator'", "00000000-0000-0000-0000-000000000000", 0)]
    public async Task Query_finds_a_workspace_by_its_properties(string query, string? subscription, int count)
    {
        await using TestWorkspace workspace = await StartAsync();
        var body = new JsonObject { ["query"] = query };
        if (subscription is not null)
        {
            body["subscriptions"] = new JsonArray(subscription);
        }

        JsonArray data = (await workspace.SendAsync(HttpMethod.Post, Graph, body.ToJsonString())).Json["data"]!.AsArray();
        Assert.Equal(count, data.Count);
        Assert.All(data, row => Assert.Equal(
            ["id", "name", "subscriptionId", "resourceGroup", "location", "endpointUri", "workspaceKind", "usable", "provisioningState"],
            row!.AsObject().Select(property => property.Key)));
    }

    [Theory]
    [InlineData("""{"query":"Tables | where name =~ 'x'"}""")]
    [InlineData("""{"query":"Resources | where name has 'x'"}""")]
    [InlineData("""{"query":"Resources | where kind =~ 'x'"}""")]
    [InlineData("""{"query":"Resources | join x"}""")]
    [InlineData("""{"query":"Resources | take 0"}""")]
    [InlineData("""{"query":"Resources | order by name"}""")]
    [InlineData("""{"subscriptions":[]}""")]
    [InlineData("""{"query":"Resources","options":{}}""")]
    public async Task Query_rejects_unsupported_syntax(string body)
    {
        await using TestWorkspace workspace = await StartAsync();
        (await workspace.SendAsync(HttpMethod.Post, Graph, body)).RequireError(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Resources | where name =~ 'emulator'", "emulator-rg", "second-rg", "third-rg")]
    [InlineData("Resources | where name =~ 'emulator' | take 2", "emulator-rg", "second-rg")]
    [InlineData("Resources | where name =~ 'emulator' and resourceGroup =~ 'third-rg'", "third-rg")]
    [InlineData("Resources | where name =~ 'other'", "emulator-rg")]
    [InlineData("Resources | where name =~ 'emulator' | project id | order by id asc", "emulator-rg", "second-rg", "third-rg")]
    [InlineData("Resources | sort by id | take 2", "emulator-rg", "emulator-rg")]
    public async Task Query_finds_several_workspaces(string query, params string[] resourceGroups)
    {
        await using TestWorkspace workspace = await StartAsync(
            new(Elsewhere, "second-rg", "emulator"), new(Elsewhere, "third-rg", "Emulator"), new(Elsewhere, "emulator-rg", "other"));
        HttpResult response = await workspace.SendAsync(HttpMethod.Post, Graph, new JsonObject { ["query"] = query }.ToJsonString());
        Assert.Equal(resourceGroups, response.Json["data"]!.AsArray().Select(row => (string)row!["resourceGroup"]!));
        Assert.Equal(resourceGroups.Length, (int)response.Json["totalRecords"]!);
    }

    [Fact]
    public async Task Additional_workspace_is_found_and_has_no_sessions()
    {
        await using TestWorkspace workspace = await StartAsync(new AdditionalWorkspace(Elsewhere, "second-rg", "emulator"));
        string path = $"/subscriptions/{Elsewhere}/resourceGroups/second-rg/providers/Microsoft.Quantum/workspaces/emulator";
        JsonObject resource = (await workspace.GetAsync($"{path}?api-version=2025-12-15-preview")).Json;
        Assert.Equal((path, "eastus"), ((string)resource["id"]!, (string)resource["location"]!));
        Assert.Equal(
            "ResourceNotFound",
            (await workspace.GetAsync($"{path}/sessions?{TestWorkspace.ApiVersion}")).RequireError(HttpStatusCode.NotFound));

        var body = new JsonObject { ["query"] = "Resources | where name =~ 'emulator'", ["subscriptions"] = new JsonArray(Elsewhere) };
        JsonNode row = Assert.Single((await workspace.SendAsync(HttpMethod.Post, Graph, body.ToJsonString())).Json["data"]!.AsArray())!;
        Assert.Equal(Elsewhere, (string?)row["subscriptionId"]);
    }

    [Theory]
    [InlineData(WorkspaceKind.V1, ResourceState.Ready, "V1", "Yes", "Succeeded")]
    [InlineData(WorkspaceKind.V2, ResourceState.Unusable, "V2", "No", "Failed")]
    [InlineData(WorkspaceKind.V2, ResourceState.Provisioning, "V2", "No", "ProviderProvisioning")]
    public async Task Additional_workspace_has_a_kind_and_a_state(
        WorkspaceKind kind, ResourceState state, string workspaceKind, string usable, string provisioningState)
    {
        await using TestWorkspace workspace = await StartAsync(new AdditionalWorkspace(Elsewhere, "second-rg", "other", Kind: kind, State: state));
        string path = $"/subscriptions/{Elsewhere}/resourceGroups/second-rg/providers/Microsoft.Quantum/workspaces/other";

        JsonNode properties = (await workspace.GetAsync($"{path}?api-version=2025-12-15-preview")).Json["properties"]!;
        JsonNode row = (await workspace.SendAsync(HttpMethod.Post, Graph, """{"query":"Resources | where name =~ 'other'"}""")).Json["data"]![0]!;

        Assert.All([properties, row], found => Assert.Equal(
            (workspaceKind, usable, provisioningState),
            ((string?)found["workspaceKind"], (string?)found["usable"], (string?)found["provisioningState"])));
    }

    [Fact]
    public async Task Additional_workspace_can_have_the_endpoint_of_another_emulator()
    {
        await using TestWorkspace workspace = await StartAsync(
            new AdditionalWorkspace(Elsewhere, "second-rg", "other", new Uri("http://127.0.0.1:8081")));
        string path = $"/subscriptions/{Elsewhere}/resourceGroups/second-rg/providers/Microsoft.Quantum/workspaces/other";

        JsonObject resource = (await workspace.GetAsync($"{path}?api-version=2025-12-15-preview")).Json;
        JsonObject answer = (await workspace.SendAsync(HttpMethod.Post, Graph, """{"query":"Resources | where name =~ 'other'"}""")).Json;

        Assert.Equal("http://127.0.0.1:8081/", (string?)resource["properties"]!["endpointUri"]);
        Assert.Equal((path, "http://127.0.0.1:8081/"), ((string?)answer["data"]![0]!["id"], (string?)answer["data"]![0]!["endpointUri"]));
    }

    private static async Task<TestWorkspace> StartAsync(params AdditionalWorkspace[] others)
    {
        TestWorkspace workspace = await TestWorkspace.StartAsync(new() { AccessTokens = ["token"], OtherWorkspaces = others });
        workspace.Http.DefaultRequestHeaders.Remove("x-ms-quantum-api-key");
        workspace.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        return workspace;
    }
}
