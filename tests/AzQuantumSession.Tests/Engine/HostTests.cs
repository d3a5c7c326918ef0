using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>
/// Every command in the sessions that hosts make: with the engine alone, without autoloading of modules, and in
/// ConstrainedLanguage. The engine's session has no command of Microsoft.PowerShell.Utility or .Management.
/// </summary>
public sealed class HostTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    // Each command, with how often the clock moves in between.
    private static readonly string[] EveryCommand =
    [
        "$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString",
        "Get-AzQuantumWorkspaceConnection",
        "Get-AzQuantumSessionTarget ionq.simulator",
        "$session = New-AzQuantumSession ionq.simulator -Name every; $session",
        "Get-AzQuantumSession every",
        "$job = $session | Submit-AzQuantumSessionJob -InputObject @{ qubits = 1; circuit = @($gate) }; $job",
        "$other = $session | Submit-AzQuantumSessionJob -InputObject ([ordered] @{ qubits = 1; circuit = @(@{ gate = 'x'; target = 0 }) }); $other",
        "$session | Get-AzQuantumSessionJob",
        "$other | Stop-AzQuantumSessionJob -PassThru",
        "$job | Wait-AzQuantumSessionJob",
        "$job | Receive-AzQuantumSessionJob",
        "$session | Stop-AzQuantumSession -PassThru",
        "$session | Wait-AzQuantumSession",
        "Use-AzQuantumSession ionq.simulator { param($opened) $opened; if ($_.Id -ne $opened.Id) { 'another session' } }",
        "Disconnect-AzQuantumWorkspace",
    ];

    [Fact]
    public async Task Every_command_works_in_a_session_of_the_engine_alone()
    {
        using EngineSession session = new(new());

        await RunEveryCommandAsync(session);
    }

    [Fact]
    public async Task Every_command_works_without_autoloading_of_modules()
    {
        using EngineSession session = new(new());
        session.Run("$PSModuleAutoLoadingPreference = 'None'").AssertNoErrors();

        await RunEveryCommandAsync(session);
    }

    [Fact]
    public async Task Every_command_works_in_ConstrainedLanguage()
    {
        using EngineSession session = new(new() { LanguageMode = PSLanguageMode.ConstrainedLanguage });
        Assert.NotNull(session.Run("[System.IO.File]::Exists('/')").Error);

        await RunEveryCommandAsync(session);
    }

    private async Task RunEveryCommandAsync(EngineSession session)
    {
        session["connectionString"] = Workspace.Server.ConnectionString;
        // ConstrainedLanguage itself makes no custom object of a hashtable.
        var gate = new PSObject();
        gate.Properties.Add(new PSNoteProperty("gate", "h"));
        gate.Properties.Add(new PSNoteProperty("target", 0));
        session["gate"] = gate;
        var used = new HashSet<string>();
        foreach (string script in EveryCommand)
        {
            string text = session.Show(script);
            used.UnionWith(session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Keys").As<string>().Where(name => script.Contains(name, StringComparison.Ordinal)));
            Assert.True(text.Trim().Length > 0 || script.Contains(" = ", StringComparison.Ordinal) || script.StartsWith("Disconnect", StringComparison.Ordinal), script);
            Assert.DoesNotContain("another session", text, StringComparison.Ordinal);
            await Workspace.AdvanceAsync(30);
        }

        Assert.Equal(14, used.Count);
        Assert.Equal(["AzQuantumSession"], session.Run("(Get-Module).Name").As<string>());
    }
}
