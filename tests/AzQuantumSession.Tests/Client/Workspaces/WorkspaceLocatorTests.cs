using AzQuantumSession.Client;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Tests.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Workspaces;

/// <summary>Tests which endpoint a workspace with a known region has, and how often Azure Resource Manager is asked for it.</summary>
public sealed class WorkspaceLocatorTests
{
    private const string Regional = "https://eastus.quantum.azure.com/";
    private const string V2 = "https://eastus-v2.quantum.azure.com/";

    private readonly FakeCredential.Log _log = new();
    private readonly FixedTime _time = new();
    private WorkspaceClientFactory? _factory;

    [Fact]
    public async Task ConnectAsync_prefers_the_endpoint_of_the_resource_manager_to_the_region()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Found(V2));

        QuantumWorkspace workspace = await ConnectAsync(arm);

        Assert.Equal((V2, "V2"), (workspace.Endpoint!.AbsoluteUri, workspace.Kind));
    }

    [Theory]
    [InlineData("https://ws.eastus.quantum.azure.com", Regional)]
    [InlineData("https://WS.eastus-v2.quantum.azure.com/", V2)]
    [InlineData("https://other.eastus.quantum.azure.com/", "https://other.eastus.quantum.azure.com/")]
    [InlineData("https://ws.quantum.azure.com/", "https://ws.quantum.azure.com/")]
    [InlineData("https://ws.private.example/", "https://ws.private.example/")]
    public async Task ConnectAsync_removes_the_label_of_the_workspace(string endpointUri, string expected)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Found(endpointUri));

        Assert.Equal(expected, (await ConnectAsync(arm)).Endpoint!.AbsoluteUri);
    }

    [Fact]
    public async Task ConnectAsync_looks_up_each_workspace_once()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Found(V2));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ConnectAsync(arm)));
        await ConnectAsync(arm, location: null);
        await ConnectAsync(arm, resourceId: ClientFixture.WorkspacePath.ToUpperInvariant());
        Assert.Single(arm.Requests);

        await ConnectAsync(arm, resourceId: ClientFixture.WorkspacePath + "2");
        Assert.Equal(2, arm.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task ConnectAsync_uses_the_region_if_the_lookup_fails(int status)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "Code", "reason"));
        QuantumWorkspace? workspace = null;

        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => workspace = await ConnectAsync(arm));

        Assert.Equal(Regional, workspace!.Endpoint!.AbsoluteUri);
        Assert.Contains(log, line => line.StartsWith("Azure Resource Manager did not return the endpoint of workspace 'ws'.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConnectAsync_uses_the_region_if_the_sign_in_fails_without_validation()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(Found(V2));
        _log.Get = (_, _) => throw new Azure.Identity.AuthenticationFailedException("not signed in");

        Assert.Equal(Regional, (await ConnectAsync(arm)).Endpoint!.AbsoluteUri);
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(arm, skipValidation: false));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.Equal(["https://management.azure.com/.default", "https://quantum.microsoft.com/.default"], _log.Scopes);
        Assert.Empty(arm.Requests);
    }

    [Fact]
    public async Task ConnectAsync_remembers_for_five_minutes_that_there_is_no_response()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Busy, ScriptedReply.Busy, Found(V2));
        await ConnectAsync(arm);
        Assert.Equal(2, arm.Requests.Count);

        _time.Now += TimeSpan.FromMinutes(4);
        Assert.Equal(Regional, (await ConnectAsync(arm)).Endpoint!.AbsoluteUri);
        Assert.Equal(2, arm.Requests.Count);

        _time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(V2, (await ConnectAsync(arm)).Endpoint!.AbsoluteUri);
    }

    [Fact]
    public async Task ConnectAsync_asks_again_if_the_endpoint_is_required()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Busy, ScriptedReply.Busy, Found(V2));
        await ConnectAsync(arm);
        _time.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(V2, (await ConnectAsync(arm, location: null)).Endpoint!.AbsoluteUri);
    }

    [Fact]
    public async Task Errors_explain_a_workspace_that_is_not_ready()
    {
        const string Problem = "Azure Resource Manager reports that the workspace is not ready: usable is 'No', and provisioningState is 'ProviderProvisioning'.";
        await using ScriptedServer data = await ScriptedServer.StartAsync(ScriptedReply.Error(404, "Code", "message"));
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            Found(data.Endpoint.AbsoluteUri, ""","usable":"No","provisioningState":"ProviderProvisioning" """), Found(data.Endpoint.AbsoluteUri));

        QuantumServiceException validation = await ClientFixture.FailureAsync(() => ConnectAsync(arm, skipValidation: false));
        QuantumServiceException ready = await ClientFixture.FailureAsync(() => ConnectAsync(arm, skipValidation: false));

        Assert.Contains(Problem, validation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Azure Resource Manager", ready.Message, StringComparison.Ordinal);
        Assert.Equal(2, arm.Requests.Count);
    }

    [Theory]
    [InlineData(Regional, V2)]
    [InlineData(V2, null)]
    [InlineData("https://private.example/", null)]
    public void V2Endpoint_returns_the_other_endpoint_of_a_region(string endpoint, string? expected) =>
        Assert.Equal(expected, Region.V2Endpoint(new Uri(endpoint))?.AbsoluteUri);

    private static ScriptedReply Found(string endpoint, string more = "") =>
        ScriptedReply.Json($$$"""{"location":"eastus","properties":{"endpointUri":"{{{endpoint}}}","workspaceKind":"V2"{{{more}}}}}""");

    private Task<QuantumWorkspace> ConnectAsync(
        ScriptedServer arm, string? location = "eastus", string resourceId = ClientFixture.WorkspacePath, bool skipValidation = true)
    {
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = resourceId,
            Location = location,
            ResourceManagerEndpoint = arm.Endpoint,
            SkipValidation = skipValidation,
        };
        _factory ??= new WorkspaceClientFactory(ClientFixture.Quick(_time) with { CreateCredential = (_, _) => _log.Create() });
        return _factory.ConnectAsync(options, ClientFixture.Token);
    }

    // Only the time of day is fixed. Timers run.
    private sealed class FixedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 10, 9, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
