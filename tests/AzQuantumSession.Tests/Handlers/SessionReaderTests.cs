using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionReaderTests
{
    [Fact]
    public async Task Reports_what_is_not_there_and_goes_on()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession session = await rig.Workspace.OpenAsync();
        string absent = Guid.NewGuid().ToString();
        await Reader(rig).ReadAsync([new ItemReference<QuantumSession>(absent), ItemReference<QuantumSession>.From(session)], null, HandlerFixture.Token);
        Assert.Equal(("NotFound", (object?)absent), (rig.Pipeline.Errors.Single().Id, rig.Pipeline.Errors.Single().Target));
        Assert.Equal(session.Id, rig.Pipeline.Sessions.Single().Id);
    }

    [Fact]
    public async Task A_list_that_is_empty_is_silent()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await Reader(rig).ListAsync(new SessionFilter(), new Paging(), null, HandlerFixture.Token);
        Assert.Empty(rig.Pipeline.Objects);
        Assert.Empty(rig.Pipeline.Errors);
    }

    [Fact]
    public async Task Writes_sessions_that_know_where_they_came_from()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await rig.Workspace.OpenAsync();
        await Reader(rig).ListAsync(new SessionFilter(), new Paging(), null, HandlerFixture.Token);
        Assert.Same(rig.Workspace.Client, rig.Pipeline.Sessions.Single().Client);
        Assert.Equal(rig.Workspace.Client.Workspace.Id, rig.Pipeline.Sessions.Single().Workspace);
    }

    private static SessionReader Reader(HandlerFixture rig) => new(rig.Pipeline, rig.Resolver);
}
