using System.Text.Json.Nodes;
using AzQuantumSession.Client.Workspaces;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Workspaces;

/// <summary>Tests the search for a workspace by its name.</summary>
public sealed class WorkspaceDiscoveryTests
{
    private const string Other = "99999999-2222-3333-4444-555555555555";

    private readonly FakeCredential.Log _log = new();

    [Fact]
    public async Task ConnectAsync_searches_all_subscriptions_for_a_name()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows(Row()));
        QuantumWorkspace workspace = await ConnectAsync(arm);

        Assert.Equal(ClientFixture.WorkspacePath, workspace.Id);
        Assert.Equal("https://eastus-v2.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal("V2", workspace.Kind);
        RecordedRequest request = Assert.Single(arm.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", request.Target);
        Assert.Equal(["https://management.azure.com/.default"], _log.Scopes);
        JsonNode body = JsonNode.Parse(request.Body)!;
        Assert.Contains("name =~ 'ws'", body["query"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(body["subscriptions"]);
    }

    [Fact]
    public async Task ConnectAsync_narrows_the_search_by_other_options()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows(Row()));
        await ConnectAsync(arm, ClientFixture.Subscription, location: "East US");
        await ConnectAsync(arm, resourceGroupName: "rg");

        JsonNode first = JsonNode.Parse(arm.Requests[0].Body)!;
        Assert.Equal(ClientFixture.Subscription, Assert.Single(first["subscriptions"]!.AsArray())!.ToString());
        Assert.Contains("and location =~ 'eastus'", first["query"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("and resourceGroup =~ 'rg'", JsonNode.Parse(arm.Requests[1].Body)!["query"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x' or name =~ 'y", """'x\' or name =~ \'y'""")]
    [InlineData("""x\' | project key""", """'x\\\' | project key'""")]
    public void Quote_escapes_quotes_and_backslashes(string text, string quoted) => Assert.Equal(quoted, ResourceGraphQuery.Quote(text));

    [Fact]
    public async Task ConnectAsync_names_the_searched_subscription_if_nothing_is_found()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows());
        QuantumServiceException failure = await ClientFixture.FailureAsync(
            () => ConnectAsync(arm, ClientFixture.Subscription));

        Assert.Equal(QuantumErrorKind.WorkspaceNotFound, failure.Kind);
        Assert.Contains($"No workspace 'ws' was found: the default credential looked in subscription '{ClientFixture.Subscription}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_lists_workspaces_of_the_same_name()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows(Row(), Row(Other, "rg-b", "westeurope")));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(arm));

        Assert.Equal(QuantumErrorKind.WorkspaceAmbiguous, failure.Kind);
        Assert.Equal(
            [
                "2 workspaces are named 'ws':",
                $"  ws in resource group 'rg' of subscription '{ClientFixture.Subscription}', eastus",
                $"  ws in resource group 'rg-b' of subscription '{Other}', westeurope",
                "Give -ResourceGroupName and -SubscriptionId to select a workspace.",
            ],
            failure.Message.Split('\n'));
    }

    [Fact]
    public async Task ConnectAsync_lists_at_most_20_workspaces_of_the_same_name()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows([.. Enumerable.Range(0, 25).Select(number => Row(group: $"{number:00}{new string('g', 998)}"))]));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(arm));

        Assert.Equal("  and 5 more", failure.Message.Split('\n')[^2]);
        Assert.InRange(failure.Message.Length, 2000, 5000);
    }

    [Fact]
    public async Task ConnectAsync_shortens_a_name_of_the_response()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows(Row(location: new string('l', 100_000))));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(arm));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.InRange(failure.Message.Length, 100, 2000);
    }

    [Theory]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[{"name":"ws","subscriptionId":"x","resourceGroup":"rg","location":"eastus"}]}""")]
    [InlineData("""{"data":[{"name":"ws","subscriptionId":"11111111-2222-3333-4444-555555555555","resourceGroup":"rg","endpointUri":"http://evil.example/"}]}""")]
    public async Task ConnectAsync_throws_InvalidResponse_for_a_response_without_workspace(string body)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Json(body));

        Assert.Equal(
            QuantumErrorKind.InvalidResponse,
            (await ClientFixture.FailureAsync(() => ConnectAsync(arm))).Kind);
    }

    [Fact]
    public async Task ConnectAsync_with_a_key_does_not_search()
    {
        WorkspaceConnectionOptions options = new() { WorkspaceName = "ws", ApiKey = ClientFixture.Secret(ClientFixture.Key) };
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(() => ClientFixture.ConnectAsync(options));

        Assert.Contains("-ResourceGroupName and -SubscriptionId", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_searches_once_per_connection()
    {
        await using ScriptedServer data = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Rows(Row(endpoint: data.Endpoint.AbsoluteUri)));
        QuantumWorkspace workspace = await ConnectAsync(arm);
        for (int i = 0; i < 3; i++)
        {
            await workspace.Client!.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);
        }

        Assert.Single(arm.Requests);
        Assert.Equal(3, data.Requests.Count);
        Assert.Equal(["https://management.azure.com/.default", "https://quantum.microsoft.com/.default"], _log.Scopes);
    }

    [Fact]
    public async Task ConnectAsync_finds_the_workspace_of_the_emulator()
    {
        await using EmulatorFixture emulator = await EmulatorFixture.StartAsync(new EmulatorOptions { AccessTokens = ["let.me.in"] });
        WorkspaceConnectionOptions options = new()
        {
            WorkspaceName = "EMULATOR",
            ResourceManagerEndpoint = emulator.Server.Endpoint,
            AccessToken = ClientFixture.Secret("let.me.in"),
        };
        QuantumWorkspace workspace = await ClientFixture.ConnectAsync(options);

        Assert.Equal(emulator.Server.Endpoint, workspace.Endpoint);
        Assert.Equal("emulator-rg", workspace.ResourceGroupName);
    }

    [Fact]
    public async Task ListWorkspacesAsync_reads_all_pages_and_shares_the_sign_in()
    {
        await using ScriptedServer data = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        string endpoint = data.Endpoint.AbsoluteUri;
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            ScriptedReply.Json($$"""{"data":[{{Row(endpoint: endpoint)}}],"$skipToken":"next"}"""), Rows(Row(Other, "rg-b", "westeurope", endpoint)));

        QuantumWorkspace[] workspaces = await ListAsync(arm);

        Assert.Equal(
            [(ClientFixture.Subscription, "eastus"), (Other, "westeurope")],
            workspaces.Select(workspace => (workspace.SubscriptionId, workspace.Location!)));
        Assert.Empty(data.Requests);
        JsonNode[] bodies = [.. arm.Requests.Select(request => JsonNode.Parse(request.Body)!)];
        Assert.All(bodies, body => Assert.EndsWith("| order by id asc", body["query"]!.ToString(), StringComparison.Ordinal));
        Assert.Null(bodies[0]["options"]);
        Assert.Equal("next", bodies[1]["options"]!["$skipToken"]!.ToString());
        foreach (QuantumWorkspace workspace in workspaces)
        {
            await workspace.Client!.GetSessionAsync(ClientFixture.Id, ClientFixture.Token);
        }

        Assert.Equal(["https://management.azure.com/.default", "https://quantum.microsoft.com/.default"], _log.Scopes);
        Assert.Single(await workspaces[1].Client!.ListWorkspacesAsync(ClientFixture.Token).Take(1).ToArrayAsync(ClientFixture.Token));
    }

    [Theory]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[{"name":"ws","subscriptionId":"x","resourceGroup":"rg","location":"eastus"}]}""")]
    [InlineData("""{"data":[],"$skipToken":"same"}""")]
    public async Task ListWorkspacesAsync_throws_InvalidResponse_for_an_invalid_page(string body)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Json(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => ListAsync(arm))).Kind);
    }

    [Fact]
    public async Task ListWorkspacesAsync_returns_each_workspace_once()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            ScriptedReply.Json($$"""{"data":[{{Row()}},{{Row()}}],"$skipToken":"next"}"""), Rows(Row(group: "RG"), Row(Other)));

        Assert.Equal([ClientFixture.Subscription, Other], (await ListAsync(arm)).Select(workspace => workspace.SubscriptionId));
    }

    [Fact]
    public async Task ListWorkspacesAsync_detects_circular_tokens()
    {
        ScriptedReply[] pages = [.. "aba".Select(token => ScriptedReply.Json($$"""{"data":[],"$skipToken":"{{token}}"}"""))];
        await using ScriptedServer arm = await ScriptedServer.StartAsync([.. pages, Rows()]);

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => ListAsync(arm))).Kind);
        Assert.Equal(3, arm.Requests.Count);
    }

    [Fact]
    public async Task ListWorkspacesAsync_skips_null_rows_and_rows_without_an_id_and_warns_once()
    {
        string row = Row().ToString();
        string[] pages = [$$"""{"data":[null,{{row}},{"name":"ws"}],"$skipToken":"next"}""", $$"""{"data":[null,{{Row(Other)}}]}"""];
        await using ScriptedServer arm = await ScriptedServer.StartAsync(request => ScriptedReply.Json(pages[request.Number - 1]).With("x-ms-request-id", "srv-1"));
        using RecordingClientHost host = new();
        QuantumWorkspace[] workspaces = await ListAsync(arm);

        Assert.Equal([ClientFixture.Subscription, Other], workspaces.Select(workspace => workspace.SubscriptionId));
        Assert.Equal(
            "The response to the request to list workspaces contains a workspace that is null, or has no id. It was skipped (request id srv-1).",
            Assert.Single(host.Warnings));
    }

    [Fact]
    public async Task ConnectAsync_skips_a_null_row()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Json($$"""{"data":[null,{{Row()}}]}"""));

        Assert.Equal("ws", (await ConnectAsync(arm)).Name);
    }

    [Fact]
    public void ListWorkspacesAsync_rejects_a_key_and_a_token_of_a_workspace()
    {
        var factory = new AzQuantumSession.Client.WorkspaceClientFactory(ClientFixture.Quick());

        foreach ((WorkspaceConnectionOptions options, string name) in new[]
        {
            (new WorkspaceConnectionOptions { ApiKey = ClientFixture.Secret(ClientFixture.Key) }, "an API key"),
            (new WorkspaceConnectionOptions { AccessToken = ClientFixture.Secret("tok.en") }, "an access token"),
        })
        {
            InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(() => { factory.ListWorkspacesAsync(options, ClientFixture.Token); });

            Assert.Contains($"cannot be listed with {name}", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(AzureEnvironment.AzureUSGovernment)]
    [InlineData(AzureEnvironment.AzureChinaCloud)]
    public async Task ConnectAsync_rejects_a_location_in_other_clouds(AzureEnvironment cloud)
    {
        WorkspaceConnectionOptions options = new() { ResourceId = ClientFixture.WorkspacePath, Location = "usgovvirginia", Environment = cloud, SkipValidation = true };
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(() => ClientFixture.ConnectAsync(options));

        Assert.Equal("Location", failure.ParameterName);
        Assert.Contains(cloud.ToString(), failure.Message, StringComparison.Ordinal);
    }

    private async Task<QuantumWorkspace[]> ListAsync(ScriptedServer arm)
    {
        var factory = new AzQuantumSession.Client.WorkspaceClientFactory(ClientFixture.Quick() with { CreateCredential = (_, _) => _log.Create() });
        return await factory.ListWorkspacesAsync(new() { ResourceManagerEndpoint = arm.Endpoint }, ClientFixture.Token).ToArrayAsync(ClientFixture.Token);
    }

    private Task<QuantumWorkspace> ConnectAsync(
        ScriptedServer arm, string? subscriptionId = null, string? resourceGroupName = null, string? location = null)
    {
        WorkspaceConnectionOptions options = new()
        {
            WorkspaceName = "ws",
            ResourceGroupName = resourceGroupName,
            SubscriptionId = subscriptionId,
            Location = location,
            ResourceManagerEndpoint = arm.Endpoint,
            SkipValidation = true,
        };
        return ClientFixture.ConnectAsync(options, ClientFixture.Quick() with { CreateCredential = (_, _) => _log.Create() });
    }

    private static string Row(
        string subscription = ClientFixture.Subscription, string group = "rg", string location = "eastus", string endpoint = "https://eastus-v2.quantum.azure.com") =>
        $$"""{"name":"ws","subscriptionId":"{{subscription}}","resourceGroup":"{{group}}","location":"{{location}}","endpointUri":"{{endpoint}}","workspaceKind":"V2"}""";

    private static ScriptedReply Rows(params string[] rows) => ScriptedReply.Json($$"""{"count":{{rows.Length}},"data":[{{string.Join(',', rows)}}]}""");
}
