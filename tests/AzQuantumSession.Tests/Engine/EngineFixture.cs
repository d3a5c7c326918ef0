using System.Runtime.CompilerServices;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Engine;

/// <summary>One emulated workspace with a frozen clock for the tests of a class, and runspaces that have the built module.</summary>
public class EngineFixture : IAsyncLifetime
{
    /// <summary>A clock that only tests move, jobs that wait 1 s and then run 10 s.</summary>
    protected static readonly EmulatorOptions DefaultOptions = new()
    {
        Frozen = true,
        QueueTime = TimeSpan.FromSeconds(1),
        JobDuration = TimeSpan.FromSeconds(10),
    };

    private readonly EmulatorOptions _options;

    public EngineFixture()
        : this(DefaultOptions)
    {
    }

    protected EngineFixture(EmulatorOptions options) => _options = options;

    internal EmulatorFixture Workspace { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Workspace = await EmulatorFixture.StartAsync(_options);

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a runspace that is connected to the workspace, which is its default. Sends no request.</summary>
    /// <param name="options">How to open it; null for the defaults.</param>
    internal EngineSession Open(EngineSessionOptions? options = null)
    {
        var session = new EngineSession(options ?? new EngineSessionOptions());
        session["connectionString"] = Workspace.Server.ConnectionString;
        session.Run("$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        return session;
    }

    // The engine reports usage on a module's import unless it is told not to before it starts.
    [ModuleInitializer]
    internal static void DisableTelemetry() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
}
