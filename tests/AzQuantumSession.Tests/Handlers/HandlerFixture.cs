using AzQuantumSession.Connections;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Handlers;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>What a command's logic works with: an emulated workspace that is the default, and a pipeline that takes notes.</summary>
internal sealed class HandlerFixture : IAsyncDisposable
{
    private HandlerFixture(EmulatorFixture workspace, bool agrees)
    {
        Workspace = workspace;
        Pipeline = new RecordingCmdletOutput { ShouldProcessResult = agrees };
        Connections.SetDefault(workspace.Client.Workspace);
        Resolver = new WorkspaceResolver(() => throw new InvalidOperationException("Nothing has to be connected here."), Connections, "xunit");
    }

    public static CancellationToken Token => ClientFixture.Token;

    public EmulatorFixture Workspace { get; }

    public RecordingCmdletOutput Pipeline { get; }

    public ConnectionStore Connections { get; } = new();

    public WorkspaceResolver Resolver { get; }

    public static async Task<HandlerFixture> StartAsync(bool agrees = true, string workspaceName = "emulator") =>
        new(await EmulatorFixture.StartAsync(new EmulatorOptions { Frozen = true, WorkspaceName = workspaceName }), agrees);

    public async Task<QuantumSession> OpenClosedAsync()
    {
        QuantumSession session = await Workspace.OpenAsync();
        return await Workspace.Client.CloseSessionAsync(session.Id, Token);
    }

    public SessionWaiter Waiter() => new(Pipeline, TimeProvider.System) { PollingInterval = TimeSpan.FromMilliseconds(20) };

    public ValueTask DisposeAsync() => Workspace.DisposeAsync();
}
