using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>
/// All commands in the runspaces of different hosts: with the engine alone, without autoloading of modules, and in
/// ConstrainedLanguage. The engine alone has no commands of Microsoft.PowerShell.Utility and Microsoft.PowerShell.Management.
/// </summary>
public sealed class HostCompatibilityTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly string[] Scripts =
    [
        "$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString",
        "Get-AzQuantumWorkspaceConnection",
        "Get-AzQuantumSessionTarget ionq.simulator",
        "Get-AzQuantumSessionQuota quantinuum",
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
        "$session | Show-AzQuantumSession",
        "$session | Export-AzQuantumSessionReport $path -PassThru",
        "Use-AzQuantumSession ionq.simulator { param($opened) $opened; if ($_.Id -ne $opened.Id) { 'another session' } }",
        "Disconnect-AzQuantumWorkspace",
    ];

    [Fact]
    public async Task Commands_succeed_without_the_modules_of_PowerShell()
    {
        using EngineSession session = new(new());

        await RunAllCommandsAsync(session);
    }

    [Fact]
    public async Task Commands_succeed_without_module_autoloading()
    {
        using EngineSession session = new(new());
        session.Run("$PSModuleAutoLoadingPreference = 'None'").AssertNoErrors();

        await RunAllCommandsAsync(session);
    }

    [Fact]
    public async Task Commands_succeed_in_ConstrainedLanguage()
    {
        using EngineSession session = new(new() { LanguageMode = PSLanguageMode.ConstrainedLanguage });
        Assert.NotNull(session.Run("[System.IO.File]::Exists('/')").Error);

        await RunAllCommandsAsync(session);
    }

    private async Task RunAllCommandsAsync(EngineSession session)
    {
        session["connectionString"] = Workspace.Server.ConnectionString;
        session["path"] = Folder.GetPath("report.html");
        // A script in ConstrainedLanguage can't convert a hashtable to a custom object.
        var gate = new PSObject();
        gate.Properties.Add(new PSNoteProperty("gate", "h"));
        gate.Properties.Add(new PSNoteProperty("target", 0));
        session["gate"] = gate;
        var used = new HashSet<string>();
        foreach (string script in Scripts)
        {
            string text = session.Show(script);
            used.UnionWith(session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Keys").As<string>().Where(name => script.Contains(name, StringComparison.Ordinal)));
            Assert.True(text.Trim().Length > 0 || script.Contains(" = ", StringComparison.Ordinal) || script.StartsWith("Disconnect", StringComparison.Ordinal), script);
            Assert.DoesNotContain("another session", text, StringComparison.Ordinal);
            await Workspace.AdvanceAsync(30);
        }

        Assert.Equal(17, used.Count);
        Assert.Equal(["AzQuantumSession"], session.Run("(Get-Module).Name").As<string>());
    }
}
