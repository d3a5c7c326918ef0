namespace AzQuantumSession.Tests.EngineHost;

/// <summary>An emulated workspace with a frozen clock for the tests of a class, and an engine host that runs scripts with it.</summary>
public sealed class EngineHostFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    internal EmulatorFixture Workspace { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Workspace = await EmulatorFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Starts the host with a script. The environment has the connection string of the workspace.</summary>
    internal EngineHostProcess Start(string script, params string[] arguments) =>
        EngineHostProcess.Start([EngineHostProcess.Manifest, Write(script), .. arguments], ("AZURE_QUANTUM_CONNECTION_STRING", Workspace.Server.ConnectionString));

    /// <summary>Runs a script until it ends.</summary>
    internal async Task<EngineHostResult> RunAsync(string script, string input = "")
    {
        using EngineHostProcess host = Start(script);
        return await host.WaitAsync(input);
    }

    /// <summary>Writes a script file, and returns its path.</summary>
    internal string Write(string script) => _folder.Write($"{Guid.NewGuid():N}.ps1", script);
}
