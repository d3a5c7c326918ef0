using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Support;

/// <summary>Tests with the client and the emulator. Each test has its own emulated workspace with a frozen clock.</summary>
public abstract class EmulatedWorkspaceTestBase : IAsyncLifetime
{
    internal EmulatorFixture Workspace { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Workspace = await EmulatorFixture.StartAsync(await CreateOptionsAsync() with { Frozen = true });

    public virtual async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates the options of the emulator.</summary>
    private protected virtual Task<EmulatorOptions> CreateOptionsAsync() => Task.FromResult(new EmulatorOptions());
}
