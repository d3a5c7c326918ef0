using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class WorkspaceResolverTests : HandlerTests
{
    private QuantumWorkspace DefaultId => QuantumWorkspace.Parse(Workspace.Client.Workspace.Id);

    [Fact]
    public async Task ResolveAsync_uses_the_connection_of_the_object_and_otherwise_the_given_workspace_or_the_default()
    {
        await using EmulatorFixture own = await StartWorkspaceAsync("own");
        await using EmulatorFixture given = await StartWorkspaceAsync("given");

        Assert.Same(own.Client, await Resolver.ResolveAsync(null, Origin(own), Token));
        Assert.Same(own.Client, await Resolver.ResolveAsync(QuantumWorkspace.Parse(own.Client.Workspace.Id.ToUpperInvariant()), Origin(own), Token));
        Assert.Same(given.Client, await Resolver.ResolveAsync(given.Client.Workspace, null, Token));
        Assert.Same(Workspace.Client, await Resolver.ResolveAsync(DefaultId, null, Token));
        Assert.Same(Workspace.Client, await Resolver.ResolveAsync(null, null, Token));
    }

    [Fact]
    public async Task ResolveAsync_throws_when_the_object_belongs_to_another_workspace_than_the_given_one()
    {
        await using EmulatorFixture own = await StartWorkspaceAsync("own");

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => Resolver.ResolveAsync(DefaultId, Origin(own), Token));

        Assert.Equal("InvalidWorkspace", error.ToError().Id);
        Assert.Contains(own.Client.Workspace.Id, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTerminating);
    }

    [Fact]
    public async Task ResolveAsync_finds_the_workspace_of_a_deserialized_object_among_the_connections()
    {
        string id = Workspace.Client.Workspace.Id;

        Assert.Same(Workspace.Client, await Resolver.ResolveAsync(null, new ItemOrigin(null, id), Token));
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => Resolver.ResolveAsync(null, new ItemOrigin(null, id + "-other"), Token));

        Assert.Equal(("WorkspaceDisconnected", (object?)(id + "-other")), (error.ToError().Id, error.ToError().Target));
    }

    [Fact]
    public async Task ResolveAsync_connects_a_new_id_once()
    {
        var factory = new RecordingFactory(Workspace.Client.Workspace);
        var resolver = new WorkspaceResolver(() => factory, new ConnectionStore(), "xunit");

        await resolver.ResolveAsync(DefaultId, null, Token);
        await resolver.ResolveAsync(DefaultId, null, Token);

        Assert.Equal([Workspace.Client.Workspace.Id], factory.ConnectedIds);
    }

    [Fact]
    public async Task ListAvailableAsync_without_a_connection_lists_with_the_default_credential_and_adds_the_workspaces()
    {
        var resolver = new WorkspaceResolver(() => new RecordingFactory(Workspace.Client.Workspace), new ConnectionStore(), "xunit");

        QuantumWorkspace[] listed = await resolver.ListAvailableAsync(Token).ToArrayAsync(Token);

        Assert.Equal([Workspace.Client.Workspace, Workspace.Client.Workspace], listed);
        Assert.Same(Workspace.Client, await resolver.ResolveAsync(DefaultId, null, Token));
        Assert.True((await Assert.ThrowsAsync<CmdletException>(() => resolver.ResolveAsync(null, null, Token))).IsTerminating);
    }

    [Fact]
    public async Task ResolveAsync_throws_a_terminating_error_without_any_workspace()
    {
        var resolver = new WorkspaceResolver(() => throw new InvalidOperationException(), new ConnectionStore(), "xunit");

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => resolver.ResolveAsync(null, null, Token));

        Assert.True(error.IsTerminating);
        Assert.Equal("WorkspaceNotConnected", error.ToError().Id);
    }

    private static ItemOrigin Origin(EmulatorFixture workspace) => new(workspace.Client, workspace.Client.Workspace.Id);

    private sealed class RecordingFactory(QuantumWorkspace workspace) : IWorkspaceClientFactory
    {
        public List<string?> ConnectedIds { get; } = [];

        public Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
        {
            ConnectedIds.Add(options.ResourceId);
            return Task.FromResult(workspace);
        }

        public IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken) =>
            new[] { workspace, workspace }.ToAsyncEnumerable();

        public byte[] WriteJson(object? value) => throw new NotSupportedException();
    }
}
