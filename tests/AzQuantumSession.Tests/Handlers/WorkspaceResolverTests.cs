using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Handlers;

public sealed class WorkspaceResolverTests : HandlerTests
{
    private QuantumWorkspace DefaultId => QuantumWorkspace.Parse(Workspace.Client.Workspace.Id);

    [Fact]
    public async Task ResolveAsync_prefers_the_given_workspace_to_the_workspace_of_the_object_and_to_the_default()
    {
        await using EmulatorFixture own = await StartWorkspaceAsync("own");
        await using EmulatorFixture given = await StartWorkspaceAsync("given");

        Assert.Same(given.Client, await Resolver.ResolveAsync(given.Client.Workspace, own.Client, Token));
        Assert.Same(own.Client, await Resolver.ResolveAsync(null, own.Client, Token));
        Assert.Same(Workspace.Client, await Resolver.ResolveAsync(null, null, Token));
    }

    [Fact]
    public async Task ResolveAsync_finds_an_id_among_the_workspace_of_the_object_and_the_connected_workspaces()
    {
        await using EmulatorFixture own = await StartWorkspaceAsync("own");
        var ownId = QuantumWorkspace.Parse(own.Client.Workspace.Id.ToUpperInvariant());

        Assert.Same(own.Client, await Resolver.ResolveAsync(ownId, own.Client, Token));
        Assert.Same(Workspace.Client, await Resolver.ResolveAsync(DefaultId, own.Client, Token));
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
    public async Task ResolveAsync_throws_a_terminating_error_without_any_workspace()
    {
        var resolver = new WorkspaceResolver(() => throw new InvalidOperationException(), new ConnectionStore(), "xunit");

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => resolver.ResolveAsync(null, null, Token));

        Assert.True(error.IsTerminating);
        Assert.Equal("WorkspaceNotConnected", error.ToError().Id);
    }

    private sealed class RecordingFactory(QuantumWorkspace workspace) : IWorkspaceClientFactory
    {
        public List<string?> ConnectedIds { get; } = [];

        public Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
        {
            ConnectedIds.Add(options.ResourceId);
            return Task.FromResult(workspace);
        }

        public byte[] WriteJson(object? value) => throw new NotSupportedException();
    }
}
