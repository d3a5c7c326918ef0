using AzQuantumSession.Connections;
using AzQuantumSession.Emulator;
using AzQuantumSession.Operations;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Operations;

/// <summary>What a command's logic works with: an emulated workspace that is the default, and a pipeline that takes notes.</summary>
internal sealed class CommandRig : IAsyncDisposable
{
    private CommandRig(WorkspaceRig workspace, bool agrees)
    {
        Workspace = workspace;
        Pipeline = new RecordingPipeline { Agrees = agrees };
        Connections.SetDefault(workspace.Client.Workspace);
        Resolver = new WorkspaceResolver(() => throw new InvalidOperationException("Nothing has to be connected here."), Connections, "xunit");
    }

    public static CancellationToken Token => ClientFixture.Token;

    public WorkspaceRig Workspace { get; }

    public RecordingPipeline Pipeline { get; }

    public RunspaceConnections Connections { get; } = new();

    public WorkspaceResolver Resolver { get; }

    public static async Task<CommandRig> StartAsync(bool agrees = true, string workspaceName = "emulator") =>
        new(await WorkspaceRig.StartAsync(new EmulatorOptions { Frozen = true, WorkspaceName = workspaceName }), agrees);

    public async Task<QuantumSession> OpenClosedAsync()
    {
        QuantumSession session = await Workspace.OpenAsync();
        return await Workspace.Client.CloseSessionAsync(session.Id, Token);
    }

    public SessionWaiter Waiter() => new(Pipeline, TimeProvider.System) { PollingInterval = TimeSpan.FromMilliseconds(20) };

    public ValueTask DisposeAsync() => Workspace.DisposeAsync();
}
