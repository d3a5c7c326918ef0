using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>Tests of the emulator over HTTP. Each test has its own emulator with a frozen clock.</summary>
public abstract class EmulatorTests : IAsyncLifetime
{
    internal TestWorkspace Workspace { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Workspace = await TestWorkspace.StartAsync(await CreateOptionsAsync() with { Frozen = true });

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates the options of the emulator.</summary>
    private protected virtual Task<EmulatorOptions> CreateOptionsAsync() => Task.FromResult(new EmulatorOptions());
}
