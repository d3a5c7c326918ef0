using System.Net;

namespace AzQuantumSession.Tests.Emulator;

public sealed class IdempotencyTests : EmulatorTests
{
    private readonly Guid _session = Guid.NewGuid();
    private readonly Guid _job = Guid.NewGuid();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Workspace.OpenAsync(_session);
    }

    [Fact]
    public async Task Open_again_with_the_same_content_returns_the_session()
    {
        await Workspace.CloseAsync(_session);
        HttpResult second = await Workspace.SendAsync(HttpMethod.Put, $"sessions/{_session}", TestWorkspace.SessionBody());
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal("Succeeded", second.ItemStatus);
    }

    [Fact]
    public async Task Open_again_treats_missing_properties_as_their_defaults()
    {
        HttpResult second = await Workspace.SendAsync(HttpMethod.Put, $"sessions/{_session}", """{"itemType":"Session","name":"vqe","providerId":"IonQ","target":"ionq.simulator","tags":[]}""");
        Assert.Equal(HttpStatusCode.OK, second.Status);
    }

    [Theory]
    [InlineData("""{"itemType":"Session","name":"other","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.qpu.aria-1"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","jobFailurePolicy":"Continue"}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","tags":["a"]}""")]
    [InlineData("""{"itemType":"Session","name":"vqe","providerId":"ionq","target":"ionq.simulator","priority":"High"}""")]
    public async Task Open_again_with_other_content_conflicts(string body)
    {
        (await Workspace.SendAsync(HttpMethod.Put, $"sessions/{_session}", body)).RequireError(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Submit_again_with_a_new_signature_returns_the_job_of_an_ended_session()
    {
        await Workspace.SubmitAsync(_session, _job);
        await Workspace.CloseAsync(_session);
        await Workspace.AdvanceAsync(60);
        HttpResult second = await Workspace.SubmitAsync(_session, _job);
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal("Succeeded", second.ItemStatus);
        Assert.Single((await Workspace.GetAsync($"sessions/{_session}/jobs")).Items);
    }

    [Theory]
    [InlineData("""{"name":"other"}""")]
    [InlineData("""{"inputParams":{"shots":2}}""")]
    [InlineData("""{"metadata":{"a":"b"}}""")]
    [InlineData("""{"tags":["a"]}""")]
    [InlineData("""{"sessionId":null}""")]
    public async Task Submit_again_with_other_content_conflicts(string properties)
    {
        await Workspace.SubmitAsync(_session, _job);
        (await Workspace.SubmitAsync(_session, _job, change: TestWorkspace.Set(properties))).RequireError(HttpStatusCode.Conflict);
    }
}
