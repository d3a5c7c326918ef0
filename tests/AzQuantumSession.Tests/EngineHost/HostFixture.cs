using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.EngineHost;

/// <summary>One emulated workspace with a frozen clock for the tests of a class, and scripts that the engine host runs in it.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azqs-host-");

    internal EmulatorFixture Workspace { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Workspace = await EmulatorFixture.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts the host with a script, which finds its workspace in the environment.</summary>
    internal HostProcess Start(string script, params string[] arguments) =>
        HostProcess.Start([HostProcess.Manifest, Write(script), .. arguments], ("AZURE_QUANTUM_CONNECTION_STRING", Workspace.Server.ConnectionString));

    /// <summary>Runs a script to its end.</summary>
    internal async Task<HostResult> RunAsync(string script, string input = "")
    {
        using HostProcess host = Start(script);
        return await host.WaitAsync(input);
    }

    /// <summary>Writes a script file, and gives its path.</summary>
    internal string Write(string script)
    {
        string path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.ps1");
        File.WriteAllText(path, script);
        return path;
    }
}
