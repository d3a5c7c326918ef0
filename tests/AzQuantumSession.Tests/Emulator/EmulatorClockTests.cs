using System.Globalization;
using System.Net;

namespace AzQuantumSession.Tests.Emulator;

public sealed class EmulatorClockTests
{
    [Theory]
    [InlineData("""{"advanceSeconds":600}""", 600)]
    [InlineData("""{"advance":"00:10:00"}""", 600)]
    [InlineData("""{"advanceSeconds":0.5,"advance":"1.00:00:00"}""", 86_400.5)]
    [InlineData("""{"advanceSeconds":0}""", 0)]
    [InlineData("""{"frozen":true}""", 0)]
    public async Task Post_advances_a_frozen_clock_exactly(string body, double seconds)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        DateTimeOffset before = await NowAsync(workspace);
        Assert.Equal(HttpStatusCode.OK, (await workspace.SendAsync(HttpMethod.Post, "/emulator/clock", body)).Status);
        Assert.Equal(before.AddSeconds(seconds), await NowAsync(workspace));
    }

    [Fact]
    public async Task Unfrozen_clock_continues_from_its_time()
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        await workspace.AdvanceAsync(3600);
        DateTimeOffset before = await NowAsync(workspace);
        await workspace.SendAsync(HttpMethod.Post, "/emulator/clock", """{"frozen":false}""");
        DateTimeOffset after = await NowAsync(workspace);
        Assert.True(after >= before);
        Assert.False((bool)(await workspace.GetAsync("/emulator/clock")).Json["frozen"]!);
        await workspace.SendAsync(HttpMethod.Post, "/emulator/clock", """{"frozen":true}""");
        Assert.True(await NowAsync(workspace) >= after);
        Assert.Equal(await NowAsync(workspace), await NowAsync(workspace));
    }

    [Theory]
    [InlineData("""{"advanceSeconds":-1}""")]
    [InlineData("""{"advance":"-00:00:01"}""")]
    [InlineData("""{"advance":"soon"}""")]
    [InlineData("""{"advanceSeconds":"600"}""")]
    [InlineData("""{"advanceSeconds":1e300}""")]
    [InlineData("""{"advanceMinutes":10}""")]
    [InlineData("""{"frozen":"yes"}""")]
    [InlineData("not json")]
    public async Task Post_rejects_an_invalid_or_negative_duration(string body)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync();
        (await workspace.SendAsync(HttpMethod.Post, "/emulator/clock", body)).RequireError(HttpStatusCode.BadRequest);
    }

    private static async Task<DateTimeOffset> NowAsync(TestWorkspace workspace) =>
        DateTimeOffset.Parse((string)(await workspace.GetAsync("/emulator/clock")).Json["now"]!, CultureInfo.InvariantCulture);
}
