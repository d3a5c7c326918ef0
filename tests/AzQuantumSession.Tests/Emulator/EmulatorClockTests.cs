using System.Globalization;
using System.Net;

namespace AzQuantumSession.Tests.Emulator;

public sealed class EmulatorClockTests : EmulatorTests
{
    [Theory]
    [InlineData("""{"advanceSeconds":600}""", 600)]
    [InlineData("""{"advance":"00:10:00"}""", 600)]
    [InlineData("""{"advanceSeconds":0.5,"advance":"1.00:00:00"}""", 86_400.5)]
    [InlineData("""{"advanceSeconds":0}""", 0)]
    [InlineData("""{"frozen":true}""", 0)]
    public async Task Post_advances_a_frozen_clock_exactly(string body, double seconds)
    {
        DateTimeOffset before = await NowAsync();
        Assert.Equal(HttpStatusCode.OK, (await Workspace.SendAsync(HttpMethod.Post, "/emulator/clock", body)).Status);
        Assert.Equal(before.AddSeconds(seconds), await NowAsync());
    }

    [Fact]
    public async Task Unfrozen_clock_continues_from_its_time()
    {
        await Workspace.AdvanceAsync(3600);
        DateTimeOffset before = await NowAsync();
        await Workspace.SendAsync(HttpMethod.Post, "/emulator/clock", """{"frozen":false}""");
        DateTimeOffset after = await NowAsync();
        Assert.True(after >= before);
        Assert.False((bool)(await Workspace.GetAsync("/emulator/clock")).Json["frozen"]!);
        await Workspace.SendAsync(HttpMethod.Post, "/emulator/clock", """{"frozen":true}""");
        Assert.True(await NowAsync() >= after);
        Assert.Equal(await NowAsync(), await NowAsync());
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
        (await Workspace.SendAsync(HttpMethod.Post, "/emulator/clock", body)).RequireError(HttpStatusCode.BadRequest);
    }

    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((string)(await Workspace.GetAsync("/emulator/clock")).Json["now"]!, CultureInfo.InvariantCulture);
}
