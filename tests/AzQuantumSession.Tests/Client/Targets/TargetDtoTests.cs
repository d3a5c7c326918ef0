namespace AzQuantumSession.Tests.Client.Targets;

public sealed class TargetDtoTests
{
    [Fact]
    public async Task ListTargetsAsync_reads_targets_with_their_provider()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json("""
            {"value":[
              {"id":"ionq","currentAvailability":"Degraded","targets":[
                {"id":"ionq.qpu.aria-1","currentAvailability":"Available","averageQueueTime":429.5,"averageQueueTimeStandardPriority":430,"averageQueueTimeHighPriority":"60","newField":true,"statusPage":"https://status.ionq.co","numQubits":25,"targetProfile":"Base","metadata":{"a":1}},
                {"id":"ionq.simulator","currentAvailability":"Available","averageQueueTime":0,"statusPage":null},null]},
              {"id":"Microsoft.Test.FirstParty","currentAvailability":"Available","targets":[{"id":"echo-quantinuum","averageQueueTime":"3"}]},
              {"id":"empty","targets":null},null]}
            """));
        List<QuantumTarget> targets = await workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync();

        Assert.Equal(["ionq.qpu.aria-1", "ionq.simulator", "echo-quantinuum"], targets.Select(target => target.Id));
        Assert.Equal("Microsoft.Test.FirstParty", targets[2].ProviderId);
        Assert.Equal("Degraded", targets[0].ProviderAvailability);
        Assert.Equal("Available", targets[0].CurrentAvailability);
        Assert.Equal(TimeSpan.FromSeconds(429.5), targets[0].AverageQueueTime);
        Assert.Equal(TimeSpan.FromSeconds(430), targets[0].AverageQueueTimeStandardPriority);
        Assert.Equal(TimeSpan.FromMinutes(1), targets[0].AverageQueueTimeHighPriority);
        Assert.Equal(new Dictionary<string, object?> { ["newField"] = true }, targets[0].AdditionalProperties);
        Assert.Equal("https://status.ionq.co", targets[0].StatusPage);
        Assert.Equal(25, targets[0].NumQubits);
        Assert.Equal("Base", targets[0].TargetProfile);
        Assert.Equal(1L, targets[0].Metadata["a"]);
        Assert.Equal(TimeSpan.Zero, targets[1].AverageQueueTime);
        Assert.Equal(TimeSpan.FromSeconds(3), targets[2].AverageQueueTime);
        Assert.Null(targets[1].AverageQueueTimeHighPriority);
        Assert.Empty(targets[1].AdditionalProperties);
        Assert.Null(targets[1].NumQubits);
        Assert.Empty(targets[1].Metadata);
    }

    [Fact]
    public async Task ListTargetsAsync_throws_InvalidResponse_for_a_target_without_id()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Json("""{"value":[{"id":"p","targets":[{"numQubits":1}]}]}"""));

        Assert.Equal(
            QuantumErrorKind.InvalidResponse,
            (await ClientFixture.FailureAsync(() => workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync())).Kind);
    }
}
