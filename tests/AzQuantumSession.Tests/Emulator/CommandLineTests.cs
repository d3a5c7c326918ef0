using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_reads_every_option()
    {
        EmulatorOptions options = CommandLine.Parse(
            ["--port", "8080", "--any-address", "--access-token", "t", "--access-token", "u", "--storage", "UseDevelopmentStorage=true", "--queue-time", "0.5", "--job-duration", "3", "--frozen-clock",
             "--subscription", "s", "--resource-group", "g", "--workspace", "w", "--location", "l", "--kind", "V1",
             "--also-workspace", "w2@g2@s2", "--also-workspace", "w3@g3@s3@http://127.0.0.1:8081",
             "--also-workspace", "w4@g4@s4@V1@unusable", "--also-workspace", "w5@g5@s5@http://127.0.0.1:8081@V2@provisioning"]);
        Assert.Equivalent(
            new EmulatorOptions
            {
                Port = 8080,
                AnyAddress = true,
                AccessTokens = ["t", "u"],
                Storage = "UseDevelopmentStorage=true",
                QueueTime = TimeSpan.FromSeconds(0.5),
                JobDuration = TimeSpan.FromSeconds(3),
                Frozen = true,
                SubscriptionId = "s",
                ResourceGroupName = "g",
                WorkspaceName = "w",
                Location = "l",
                Kind = WorkspaceKind.V1,
                OtherWorkspaces =
                [
                    new("s2", "g2", "w2"),
                    new("s3", "g3", "w3", new Uri("http://127.0.0.1:8081")),
                    new("s4", "g4", "w4", Kind: WorkspaceKind.V1, State: ResourceState.Unusable),
                    new("s5", "g5", "w5", new Uri("http://127.0.0.1:8081"), State: ResourceState.Provisioning),
                ],
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
    [InlineData("--kind", "V3")]
    [InlineData("--also-workspace", "w@g")]
    [InlineData("--also-workspace", "w@g@s@http://127.0.0.1:8081@http://127.0.0.1:8082")]
    [InlineData("--also-workspace", "w@g@s@V1@V1@V1@V1")]
    [InlineData("--also-workspace", "w@g@")]
    [InlineData("--also-workspace", "w@g@s@x")]
    [InlineData("--also-workspace", "w@g@s@http://127.0.0.1:8081@x")]
    public void Parse_rejects_invalid_arguments(params string[] arguments) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse(arguments));
}
