using AzQuantumSession.Connections;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>
/// Tests of the logic of commands without the engine. Each test has an emulated workspace, which is the default connection, and an
/// output that records.
/// </summary>
public abstract class HandlerTests : EmulatedWorkspaceTestBase
{
    protected static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(20);

    internal static CancellationToken Token => ClientFixture.Token;

    internal TempFolder Folder { get; } = new();

    internal RecordingCmdletOutput Output { get; } = new();

    internal WorkspaceResolver Resolver { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var connections = new ConnectionStore();
        connections.SetDefault(Workspace.Client.Workspace);
        Resolver = new WorkspaceResolver(() => throw new InvalidOperationException("The test needs no other connection."), connections, "xunit");
    }

    public override async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal static Task<EmulatorFixture> StartWorkspaceAsync(string name) =>
        EmulatorFixture.StartAsync(new EmulatorOptions { Frozen = true, WorkspaceName = name });

    internal static async Task<QuantumSession> OpenClosedAsync(EmulatorFixture workspace) => await workspace.CloseAsync(await workspace.OpenAsync());

    /// <summary>Submits a job to a new session, and returns the job after its end.</summary>
    internal async Task<QuantumSessionJob> SubmitEndedAsync(bool fails = false)
    {
        string id = await Workspace.SubmitAsync(await Workspace.OpenAsync(), fails);
        await Workspace.AdvanceAsync(60);
        return await Workspace.Client.GetJobAsync(id, Token);
    }

    /// <summary>Submits a job that ends, and then a job that does not. Returns their ids, and clears the recorded requests.</summary>
    internal async Task<(string Ended, string Running)> SubmitEndedAndRunningAsync(QuantumSession session)
    {
        string ended = await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(60);
        string running = await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();
        return (ended, running);
    }

    internal static Task WaitAsync<T>(ItemWaiter<T> waiter, params IEnumerable<T> items)
        where T : class, IWorkspaceItem
    {
        foreach (T item in items)
        {
            waiter.Add(item.Client!, ItemReference<T>.From(item));
        }

        return waiter.WaitAsync(Token);
    }

    /// <summary>Asserts that the only error has this id and this target.</summary>
    internal void AssertError(string id, object target) => Assert.Equal((id, target), (Output.Errors.Single().Id, Output.Errors.Single().Target));

    /// <summary>Asserts that there is either this error, or one object and no error.</summary>
    internal void AssertErrorOrObject(string? errorId)
    {
        Assert.Equal(errorId, Output.Errors.SingleOrDefault()?.Id);
        Assert.Equal(errorId is null ? 1 : 0, Output.Objects.Count);
    }
}
