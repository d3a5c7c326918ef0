using System.Net;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class IdempotencyTests
{
    private readonly Guid _id = Guid.NewGuid();

    [Fact]
    public async Task Open_again_with_the_same_content_returns_the_session()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_id);
        await workspace.CloseAsync(_id);
        HttpResult again = await workspace.SendAsync(HttpMethod.Put, $"sessions/{_id}", TestWorkspace.SessionBody());
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Succeeded", (string?)again.Json["status"]);
    }

    [Fact]
    public async Task Open_again_treats_missing_properties_as_their_defaults()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_id);
        HttpResult again = await workspace.SendAsync(HttpMethod.Put, $"sessions/{_id}", """{"itemType":"Session","name":"vqe","providerId":"IonQ","target":"ionq.simulator","tags":[]}""");
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Theory]
    [InlineData("""{"itemType":"Session","name":"other","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.qpu.aria-1"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","jobFailurePolicy":"Continue"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","tags":["a"]}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","priority":"High"}""")]
    public async Task Open_again_with_other_content_conflicts(string body)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.OpenAsync(_id);
        (await workspace.SendAsync(HttpMethod.Put, $"sessions/{_id}", body)).RequireError(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Submit_again_with_a_new_signature_returns_the_job_of_an_ended_session()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        var session = Guid.NewGuid();
        await workspace.OpenAsync(session);
        await workspace.SubmitAsync(session, _id);
        await workspace.CloseAsync(session);
        await workspace.AdvanceAsync(60);
        HttpResult again = await workspace.SubmitAsync(session, _id);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Succeeded", (string?)again.Json["status"]);
        Assert.Single((await workspace.GetAsync($"sessions/{session}/jobs")).Items);
    }

    [Theory]
    [InlineData("name", "\"other\"")]
    [InlineData("inputParams", """{"shots":2}""")]
    [InlineData("metadata", """{"a":"b"}""")]
    [InlineData("tags", """["a"]""")]
    [InlineData("sessionId", "null")]
    public async Task Submit_again_with_other_content_conflicts(string property, string value)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        var session = Guid.NewGuid();
        await workspace.OpenAsync(session);
        await workspace.SubmitAsync(session, _id);
        (await workspace.SubmitAsync(session, _id, change: job => job[property] = JsonNode.Parse(value))).RequireError(HttpStatusCode.Conflict);
    }
}
