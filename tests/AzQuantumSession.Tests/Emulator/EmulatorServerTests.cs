using System.Net;
using AzQuantumSession.Emulator;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class EmulatorServerTests
{
    [Fact]
    public async Task StartAsync_listens_on_loopback_and_returns_a_connection_string()
    {
        await using EmulatorServer server = await EmulatorServer.StartAsync(new EmulatorOptions { WorkspaceName = "mine" }, TestContext.Current.CancellationToken);
        Assert.Equal("127.0.0.1", server.Endpoint.Host);
        Assert.Equal(
            $"SubscriptionId=11111111-2222-3333-4444-555555555555;ResourceGroupName=emulator-rg;WorkspaceName=mine;ApiKey={server.ApiKey};QuantumEndpoint={server.Endpoint};",
            server.ConnectionString);
    }

    [Fact]
    public async Task StartAsync_gives_each_server_its_own_key_and_sessions()
    {
        await using TestWorkspace first = await TestWorkspace.StartAsync();
        await using TestWorkspace second = await TestWorkspace.StartAsync();
        Assert.NotEqual(first.Server.ApiKey, second.Server.ApiKey);
        await first.OpenAsync(Guid.NewGuid());
        Assert.Empty((await second.GetAsync("sessions")).Items);
    }

    [Fact]
    public async Task Server_creates_each_job_of_parallel_requests()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new());
        HttpResult[] responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => workspace.SubmitAsync(null)));
        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.Status));
        Assert.Equal(50, (await workspace.GetAsync("jobs")).Items.Count);
    }
}
