using System.Text.Json.Nodes;
using AzQuantumSession.Client.Workspaces;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Client.Credentials;
using AzQuantumSession.Tests.Support;

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
