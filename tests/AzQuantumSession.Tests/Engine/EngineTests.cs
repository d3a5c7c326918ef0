using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Client;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of commands as a user runs them: each test has a runspace of its own, connected to the emulator of its class.</summary>
public abstract class EngineTests : IAsyncLifetime
{
    protected const string Bell = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";

    private readonly EngineFixture _fixture;

    protected EngineTests(EngineFixture fixture)
    {
        _fixture = fixture;
        Session = fixture.Open();
        Session["bell"] = Bell;
        Session["absent"] = Absent;
    }

    /// <summary>An id that no session and no job has; also <c>$absent</c>.</summary>
    protected static string Absent { get; } = "7a0c5f2e-0000-4000-8000-00000000dead";

    /// <summary>A command of PowerShell's Utility module, for tests of what users combine the module's commands with.</summary>
    protected static IReadOnlyDictionary<string, Type> SelectObject { get; } =
        new Dictionary<string, Type> { ["Select-Object"] = typeof(Microsoft.PowerShell.Commands.SelectObjectCommand) };

    internal EngineSession Session { get; }

    internal EmulatorFixture Workspace => _fixture.Workspace;

    public async ValueTask InitializeAsync() => await Workspace.ForgetRequestsAsync();

    public async ValueTask DisposeAsync()
    {
        Dispose(disposing: true);
        await Workspace.ClearFaultsAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Session.Dispose();

    internal ScriptResult Run(string script) => Session.Run(script);

    /// <summary>Opens another runspace, connected to the same workspace.</summary>
    internal EngineSession OpenRunspace(EngineSessionOptions options)
    {
        EngineSession session = _fixture.Open(options);
        session["bell"] = Bell;
        return session;
    }

    /// <summary>Opens a session, which is also a variable.</summary>
    internal QuantumSession Open(string variable = "session", string arguments = "ionq.simulator") =>
        (QuantumSession)(Session[variable] = Run($"New-AzQuantumSession {arguments}").Single<QuantumSession>());

    /// <summary>Submits a job into <c>$session</c>; the job is also a variable.</summary>
    internal QuantumSessionJob Submit(string variable = "job", string arguments = "-InputObject $bell") =>
        (QuantumSessionJob)(Session[variable] = Run($"$session | Submit-AzQuantumSessionJob {arguments}").Single<QuantumSessionJob>());

    /// <summary>The session as it is now at the service.</summary>
    internal async Task<string> StatusAsync(QuantumSession session) => (await Workspace.ReadAsync(session)).Status;

    internal Task FailAsync(int status, string? path = null, string? method = null, int times = 0, string? code = null) =>
        Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = status,
            ["code"] = code,
            ["message"] = "said by the service",
            ["path"] = path,
            ["method"] = method,
            ["times"] = times,
            ["headers"] = new JsonObject { ["retry-after-ms"] = "1" },
        });

    internal static void AssertError(ErrorRecord error, string id, ErrorCategory category, object? target = null, string? says = null)
    {
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(category, error.CategoryInfo.Category);
        if (target is not null)
        {
            Assert.Equal(target is IWorkspaceItem item ? item.Id : target, error.TargetObject is IWorkspaceItem about ? about.Id : error.TargetObject);
        }

        Assert.Contains(says ?? "", error.ToString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(error.ToString()));
    }

    /// <summary>Runs a script that has to work without any request.</summary>
    internal async Task AssertNoRequestAsync(string script)
    {
        await Workspace.ForgetRequestsAsync();
        ScriptResult result = Run(script).AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    /// <summary>Runs a script that has to be refused when its arguments are bound, before any request.</summary>
    internal async Task AssertRefusedAsync(string script)
    {
        await Workspace.ForgetRequestsAsync();
        Assert.Matches("^(ParameterArgument|CannotConvertArgument|AmbiguousParameterSet)", Run(script).Error.FullyQualifiedErrorId);
        Assert.Empty(await Workspace.RequestsAsync());
    }
}
