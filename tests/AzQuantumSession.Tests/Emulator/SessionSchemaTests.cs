using System.Text.Json.Nodes;
using NJsonSchema;

namespace AzQuantumSession.Tests.Emulator;

public sealed class SessionSchemaTests : EmulatorTests
{
    public static TheoryData<string> Statuses { get; } = ["Waiting", "Executing", "Succeeded", "Failed", "Failure(s)", "TimedOut"];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Session_matches_the_schema_in_every_status(string status)
    {
        Guid id = await Workspace.OpenInStatusAsync(status);
        JsonObject session = await Workspace.SessionAsync(id);
        Assert.Equal(status, (string?)session["status"]);
        await AssertValidAsync(session);
        await AssertValidAsync((await Workspace.GetAsync("sessions")).Items.Single()!.AsObject());
    }

    [Fact]
    public async Task Schema_rejects_an_invalid_session()
    {
        JsonSchema schema = await ReadSchemaAsync();
        Assert.NotEmpty(schema.Validate("""{"id":"x","name":"y","providerId":"ionq","target":"t","status":"Done"}"""));
        Assert.NotEmpty(schema.Validate("""{"id":"x","name":"y","providerId":"ionq"}"""));
    }

    private static async Task AssertValidAsync(JsonObject session) =>
        Assert.Empty((await ReadSchemaAsync()).Validate(session.ToJsonString()));

    private static Task<JsonSchema> ReadSchemaAsync() => JsonSchema.FromFileAsync(
        Path.Combine(AppContext.BaseDirectory, "Data", "session.schema.json"),
        TestContext.Current.CancellationToken);
}
