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
    public async Task Server_handles_parallel_requests()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new());
        HttpResult[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => workspace.SubmitAsync(null)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(50, (await workspace.GetAsync("jobs")).Items.Count);
    }

    [Fact]
    public void Parse_reads_every_option()
    {
        EmulatorOptions options = CommandLine.Parse(
            ["--port", "8080", "--access-token", "t", "--access-token", "u", "--storage", "UseDevelopmentStorage=true", "--queue-time", "0.5", "--job-duration", "3", "--frozen-clock",
             "--subscription", "s", "--resource-group", "g", "--workspace", "w", "--location", "l",
             "--also-workspace", "w2@g2@s2", "--also-workspace", "w3@g3@s3"]);
        Assert.Equivalent(
            new EmulatorOptions
            {
                Port = 8080,
                AccessTokens = ["t", "u"],
                Storage = "UseDevelopmentStorage=true",
                QueueTime = TimeSpan.FromSeconds(0.5),
                JobDuration = TimeSpan.FromSeconds(3),
                Frozen = true,
                SubscriptionId = "s",
                ResourceGroupName = "g",
                WorkspaceName = "w",
                Location = "l",
                OtherWorkspaces = [new("s2", "g2", "w2"), new("s3", "g3", "w3")],
            },
            options,
            strict: true);
        Assert.Equivalent(new EmulatorOptions(), CommandLine.Parse([]), strict: true);
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("stray")]
    [InlineData("--port")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "-1")]
    [InlineData("--queue-time", "soon")]
    [InlineData("--job-duration", "-1")]
    [InlineData("--also-workspace", "w@g")]
    [InlineData("--also-workspace", "w@g@")]
    [InlineData("--also-workspace", "w@g@s@x")]
    public void Parse_rejects_invalid_arguments(params string[] args) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse(args));
}
