using AzQuantumSession.Connections;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Handlers;

public sealed class WorkspaceResolverTests
{
    [Fact]
    public async Task The_given_one_comes_before_the_objects_own_and_that_before_the_default()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await using HandlerFixture own = await HandlerFixture.StartAsync(workspaceName: "own");
        await using HandlerFixture given = await HandlerFixture.StartAsync(workspaceName: "given");
        IWorkspaceClient ownClient = own.Workspace.Client;
        QuantumWorkspace givenWorkspace = given.Workspace.Client.Workspace;
        Assert.Same(given.Workspace.Client, await rig.Resolver.ResolveAsync(givenWorkspace, ownClient, HandlerFixture.Token));
        Assert.Same(ownClient, await rig.Resolver.ResolveAsync(null, ownClient, HandlerFixture.Token));
        Assert.Same(rig.Workspace.Client, await rig.Resolver.ResolveAsync(null, null, HandlerFixture.Token));
    }

    [Fact]
    public async Task An_id_is_the_objects_own_workspace_or_one_that_is_connected_already()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        await using HandlerFixture own = await HandlerFixture.StartAsync(workspaceName: "own");
        var ownId = QuantumWorkspace.Parse(own.Workspace.Client.Workspace.Id.ToUpperInvariant());
        var defaultId = QuantumWorkspace.Parse(rig.Workspace.Client.Workspace.Id);
        Assert.Same(own.Workspace.Client, await rig.Resolver.ResolveAsync(ownId, own.Workspace.Client, HandlerFixture.Token));
        Assert.Same(rig.Workspace.Client, await rig.Resolver.ResolveAsync(defaultId, own.Workspace.Client, HandlerFixture.Token));
    }

    [Fact]
    public async Task An_id_that_is_new_is_connected_once()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        var factory = new CountingFactory(rig.Workspace.Client.Workspace);
        var resolver = new WorkspaceResolver(() => factory, new ConnectionStore(), "xunit");
        var id = QuantumWorkspace.Parse(rig.Workspace.Client.Workspace.Id);
        await resolver.ResolveAsync(id, null, HandlerFixture.Token);
        await resolver.ResolveAsync(id, null, HandlerFixture.Token);
        Assert.Equal([rig.Workspace.Client.Workspace.Id], factory.Asked);
    }

    [Fact]
    public async Task Nothing_at_all_ends_the_command()
    {
        var resolver = new WorkspaceResolver(() => throw new InvalidOperationException(), new ConnectionStore(), "xunit");
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => resolver.ResolveAsync(null, null, ClientFixture.Token));
        Assert.True(error.IsTerminating);
        Assert.Equal("WorkspaceNotConnected", error.ToError().Id);
    }

    private sealed class CountingFactory(QuantumWorkspace workspace) : IWorkspaceClientFactory
    {
        public List<string?> Asked { get; } = [];

        public Task<QuantumWorkspace> ConnectAsync(WorkspaceConnectionOptions options, CancellationToken cancellationToken)
        {
            Asked.Add(options.ResourceId);
            return Task.FromResult(workspace);
        }

        public byte[] WriteJson(object? value) => throw new NotSupportedException();
    }
}
