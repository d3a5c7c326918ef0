using AzQuantumSession.Tests.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Workspaces;

public sealed class ResourceManagerClientTests
{
    private readonly FakeCredential.Log _log = new();

    [Fact]
    public async Task ConnectAsync_reads_the_endpoint_from_the_resource_manager()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            ScriptedReply.Busy,
            ScriptedReply.Json("""{"location":"East US","properties":{"endpointUri":"https://eastus-v2.quantum.azure.com","workspaceKind":"V2","more":1}}"""));
        QuantumWorkspace workspace = await ConnectAsync(arm);

        Assert.Equal("https://eastus-v2.quantum.azure.com/", workspace.Endpoint!.AbsoluteUri);
        Assert.Equal("eastus", workspace.Location);
        Assert.Equal("V2", workspace.Kind);
        Assert.Equal(["https://management.azure.com/.default"], _log.Scopes);
        Assert.Equal(2, arm.Requests.Count);
        Assert.Equal($"{ClientFixture.WorkspacePath}?api-version=2025-12-15-preview", arm.Requests[0].Target);
        Assert.Equal("GET", arm.Requests[0].Method);
        Assert.Equal("Bearer token-1", arm.Requests[0].Headers["Authorization"]);
    }

    [Theory]
    [InlineData("V2", "https://eastus-v2.quantum.azure.com/")]
    [InlineData("v2", "https://eastus-v2.quantum.azure.com/")]
    [InlineData("V1", "https://eastus.quantum.azure.com/")]
    public async Task ConnectAsync_derives_the_endpoint_from_location_and_kind(string kind, string endpoint)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            ScriptedReply.Json($$$"""{"location":"eastus","properties":{"workspaceKind":"{{{kind}}}"}}"""));

        Assert.Equal(endpoint, (await ConnectAsync(arm)).Endpoint!.AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"properties":{"endpointUri":"http://quantum.example/"}}""")]
    [InlineData("""{"properties":{"endpointUri":"nowhere"}}""")]
    [InlineData("""{"properties":{}}""")]
    [InlineData("""{"location":"east/us"}""")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task ConnectAsync_throws_InvalidResponse_for_a_response_without_endpoint(string body)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Json(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => ConnectAsync(arm))).Kind);
    }

    [Theory]
    [InlineData(404, QuantumErrorKind.NotFound, "Workspace 'ws' was not found in resource group 'rg' of subscription")]
    [InlineData(403, QuantumErrorKind.AccessDenied, "'Reader'")]
    [InlineData(401, QuantumErrorKind.Authentication, "the default credential")]
    public async Task ConnectAsync_reports_why_the_lookup_failed(int status, QuantumErrorKind kind, string expected)
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Error(status, "Code", "message"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => ConnectAsync(arm));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_accepts_a_local_endpoint_of_a_local_resource_manager()
    {
        await using ScriptedServer data = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        await using ScriptedServer arm = await ScriptedServer.StartAsync(
            ScriptedReply.Json($$$"""{"location":"eastus","properties":{"endpointUri":"{{{data.Endpoint}}}"}}"""));
        QuantumWorkspace workspace = await ConnectAsync(arm, accessToken: "given");
        await workspace.Client!.GetSessionAsync("x", ClientFixture.Token);

        Assert.Equal("Bearer given", arm.Requests[0].Headers["Authorization"]);
        Assert.Equal("Bearer given", data.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task ConnectAsync_sends_no_lookup_with_an_endpoint()
    {
        await using ScriptedServer arm = await ScriptedServer.StartAsync(ScriptedReply.Json("{}"));
        await ConnectAsync(arm, endpoint: new Uri("https://private.example/"));

        Assert.Empty(arm.Requests);
    }

    private Task<QuantumWorkspace> ConnectAsync(ScriptedServer arm, Uri? endpoint = null, string? accessToken = null)
    {
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = ClientFixture.WorkspacePath,
            ResourceManagerEndpoint = arm.Endpoint,
            Endpoint = endpoint,
            AccessToken = accessToken is null ? null : ClientFixture.Secret(accessToken),
            SkipValidation = true,
        };
        return ClientFixture.ConnectAsync(options, ClientFixture.Quick() with { CreateCredential = (_, _) => _log.Create() });
    }
}
