using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionReaderTests : HandlerTests
{
    private SessionReader Reader => new(Output, Resolver);

    [Fact]
    public async Task ReadAsync_writes_the_session_and_throws_for_an_absent_id()
    {
        QuantumSession session = await Workspace.OpenAsync();

        await Reader.ReadAsync(ItemReference<QuantumSession>.From(session), null, Token);
        QuantumServiceException error = await Assert.ThrowsAsync<QuantumServiceException>(
            () => Reader.ReadAsync(new ItemReference<QuantumSession>(Guid.NewGuid().ToString()), null, Token));

        Assert.Equal(QuantumErrorKind.NotFound, error.Kind);
        Assert.Equal(session.Id, Output.Sessions.Single().Id);
    }

    [Fact]
    public async Task ListAsync_writes_nothing_for_an_empty_list()
    {
        await Reader.ListAsync(new ItemFilter(), new Paging(), [], Token);

        Assert.Empty(Output.Objects);
        Assert.Empty(Output.Errors);
    }

    [Fact]
    public async Task ListAsync_writes_sessions_with_their_client_and_workspace()
    {
        await Workspace.OpenAsync();

        await Reader.ListAsync(new ItemFilter(), new Paging(), [], Token);

        Assert.Same(Workspace.Client, Output.Sessions.Single().Client);
        Assert.Equal(Workspace.Client.Workspace.Id, Output.Sessions.Single().Workspace);
    }
}
