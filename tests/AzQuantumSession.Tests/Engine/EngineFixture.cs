using System.Runtime.CompilerServices;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Engine;

/// <summary>An emulated workspace for the tests of a class, and runspaces with the built module.</summary>
public class EngineFixture : IAsyncLifetime
{
    /// <summary>A clock that only tests advance, and jobs that wait for 1 s and then run for 10 s.</summary>
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

    /// <summary>Opens a runspace that is connected to the workspace. Sends no request.</summary>
    /// <param name="options">The options of the runspace, or null for the defaults.</param>
    internal EngineSession Open(EngineSessionOptions? options = null)
    {
        var session = new EngineSession(options ?? new EngineSessionOptions());
        session["connectionString"] = Workspace.Server.ConnectionString;
        session.Run("$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        return session;
    }

    // The engine sends usage data when it imports a module, unless this variable is set before it starts.
    [ModuleInitializer]
    internal static void DisableTelemetry() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
}
