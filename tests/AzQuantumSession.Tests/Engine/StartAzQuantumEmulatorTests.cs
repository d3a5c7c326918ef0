using System.Diagnostics;
using System.Management.Automation;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of Start-AzQuantumEmulator and Stop-AzQuantumEmulator, which both concern all emulators of this process.</summary>
public sealed class StartAzQuantumEmulatorTests : IDisposable
{
    private const string ModuleName = "AzQuantumSession.Emulator";

    private static readonly string Module = Path.Combine(Checkout.Root, "out", ModuleName);

    private readonly EngineSession _session = new(new());
    private readonly TempFolder _folder = new();

    public StartAzQuantumEmulatorTests() => Import(Module);

    public void Dispose()
    {
        _session.Run("Stop-AzQuantumEmulator -Confirm:$false").AssertNoErrors();
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_AzQuantumEmulator_writes_an_emulator_that_accepts_requests()
    {
        QuantumEmulator emulator = Start();

        Assert.EndsWith("/providers/Microsoft.Quantum/workspaces/emulator", emulator.Workspace, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", emulator.Endpoint.Host);
        Assert.Contains($"QuantumEndpoint={emulator.Endpoint};", emulator.ConnectionString, StringComparison.Ordinal);
        Assert.False((await ReadClockAsync(emulator))["frozen"]!.GetValue<bool>());
        Assert.Empty(_session.Run("Get-AzQuantumWorkspaceConnection").AssertNoErrors().Output);
    }

    [Fact]
    public async Task Start_AzQuantumEmulator_passes_the_options()
    {
        QuantumEmulator emulator = Start("-QueueTime 0 -JobDuration 2h -FrozenClock -ArgumentList '--workspace', 'lab' -Connect");

        Assert.EndsWith("/workspaces/lab", emulator.Workspace, StringComparison.Ordinal);
        Assert.True((await ReadClockAsync(emulator))["frozen"]!.GetValue<bool>());
        _session["bell"] = Circuits.Bell;
        _session.Run("$job = Submit-AzQuantumSessionJob -Target ionq.simulator -InputObject $bell").AssertNoErrors();
        Assert.Equal("Executing", ReadJobStatus());
        await AdvanceAsync(emulator, 7199);
        Assert.Equal("Executing", ReadJobStatus());
        await AdvanceAsync(emulator, 1);
        Assert.Equal("Succeeded", ReadJobStatus());
    }

    [Fact]
    public void Start_AzQuantumEmulator_with_Connect_makes_the_workspace_the_default()
    {
        QuantumEmulator emulator = Start("-Connect");

        Assert.Equal(emulator.Workspace, _session.Run("Get-AzQuantumWorkspaceConnection").Single<QuantumWorkspace>().Id);
        _session.Run("New-AzQuantumSession ionq.simulator").Single<QuantumSession>();
    }

    [Fact]
    public void Start_AzQuantumEmulator_with_WhatIf_starts_nothing()
    {
        Assert.Empty(_session.Run("Start-AzQuantumEmulator -WhatIf").AssertNoErrors().Output);

        Assert.Empty(EmulatorProcess.Running);
    }

    [Fact]
    public void Start_AzQuantumEmulator_names_the_module_that_is_not_installed()
    {
        RemoveModule();

        AssertNotInstalled("which is not installed. Install it: Install-PSResource AzQuantumSession.Emulator -Version ");
    }

    [Fact]
    public void Start_AzQuantumEmulator_needs_the_module_in_its_own_version()
    {
        RemoveModule();
        Import(CopyModule(manifest => manifest.Replace("ModuleVersion        = '", "ModuleVersion        = '90.", StringComparison.Ordinal), configuration => configuration));

        AssertNotInstalled("(installed: 90.");
    }

    [Fact]
    public void Start_AzQuantumEmulator_finds_an_installed_module()
    {
        RemoveModule();
        string? path = Environment.GetEnvironmentVariable("PSModulePath");
        Environment.SetEnvironmentVariable("PSModulePath", Path.GetDirectoryName(Module) + Path.PathSeparator + path);
        try
        {
            Start();
        }
        finally
        {
            Environment.SetEnvironmentVariable("PSModulePath", path);
        }
    }

    [Fact]
    public void Start_AzQuantumEmulator_names_the_runtime_that_is_not_installed()
    {
        RemoveModule();
        Import(CopyModule(manifest => manifest, configuration => configuration.Replace("\"version\": \"10.0.0\"", "\"version\": \"9000.0.0\"", StringComparison.Ordinal)));

        AssertNotInstalled("ASP.NET Core Runtime 10 or later");
    }

    [Fact]
    public void Start_AzQuantumEmulator_needs_dotnet_in_the_path()
    {
        // Other tests use the variable PATH of the process, so the engine doesn't find the command.
        _session.Run(
            """
            $ExecutionContext.InvokeCommand.CommandNotFoundAction = { }
            $ExecutionContext.InvokeCommand.PreCommandLookupAction = { param($name, $lookup) if ($name -eq 'dotnet') { $lookup.Command = $null; $lookup.StopSearch = $true } }
            """).AssertNoErrors();

        AssertNotInstalled("'dotnet' is not in PATH");
    }

    [Fact]
    public void Start_AzQuantumEmulator_reports_why_the_program_ended()
    {
        ErrorRecord error = _session.Run("Start-AzQuantumEmulator -ArgumentList --colour").Error;

        EngineTests.AssertError(error, "EmulatorNotStarted", ErrorCategory.OpenError, message: "exit code is 2. Unknown option '--colour'");
        Assert.Empty(EmulatorProcess.Running);
    }

    [Fact]
    public void Start_AzQuantumEmulator_stops_an_emulator_with_a_workspace_that_is_not_valid()
    {
        ErrorRecord error = _session.Run("Start-AzQuantumEmulator -Connect -ArgumentList '--workspace', '-'").Error;

        EngineTests.AssertError(error, "InvalidWorkspace", ErrorCategory.InvalidArgument);
        Assert.Empty(EmulatorProcess.Running);
    }

    [Theory]
    [InlineData("$first | Stop-AzQuantumEmulator", true, false)]
    [InlineData("Stop-AzQuantumEmulator $first", true, false)]
    [InlineData("$first, $second | Stop-AzQuantumEmulator", true, true)]
    [InlineData("Stop-AzQuantumEmulator", true, true)]
    [InlineData("$first | Stop-AzQuantumEmulator; $first | Stop-AzQuantumEmulator", true, false)]
    [InlineData("@() | Stop-AzQuantumEmulator", false, false)]
    [InlineData("Stop-AzQuantumEmulator -WhatIf", false, false)]
    [InlineData("$first | Stop-AzQuantumEmulator -WhatIf", false, false)]
    public void Stop_AzQuantumEmulator_ends_the_processes(string script, bool endsFirst, bool endsSecond)
    {
        QuantumEmulator first = Start(variable: "first");
        QuantumEmulator second = Start(variable: "second");

        Assert.Empty(_session.Run(script).AssertNoErrors().Output);

        Assert.Equal((endsFirst, endsSecond), (HasEnded(first), HasEnded(second)));
    }

    [Theory]
    [InlineData("$null | Stop-AzQuantumEmulator")]
    [InlineData("Stop-AzQuantumEmulator $null")]
    [InlineData("[pscustomobject] @{ ProcessId = 1 } | Stop-AzQuantumEmulator")]
    public void Stop_AzQuantumEmulator_stops_nothing_for_other_input(string script)
    {
        QuantumEmulator emulator = Start();

        Assert.NotNull(_session.Run(script).Error);

        Assert.False(HasEnded(emulator));
    }

    [Fact]
    public void Stop_AzQuantumEmulator_accepts_an_emulator_that_ended_by_itself()
    {
        QuantumEmulator emulator = Start();
        using (var process = Process.GetProcessById(emulator.ProcessId))
        {
            process.Kill();
            process.WaitForExit();
        }

        Assert.Empty(_session.Run("$emulator | Stop-AzQuantumEmulator").AssertNoErrors().Output);
    }

    private static bool HasEnded(QuantumEmulator emulator)
    {
        try
        {
            using var process = Process.GetProcessById(emulator.ProcessId);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static async Task<JsonNode> ReadClockAsync(QuantumEmulator emulator)
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(emulator.Endpoint, "emulator/clock"), TestContext.Current.CancellationToken))!;
    }

    private static async Task AdvanceAsync(QuantumEmulator emulator, double seconds)
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"advanceSeconds":{{seconds}}}""", new MediaTypeHeaderValue("application/json"));
        (await http.PostAsync(new Uri(emulator.Endpoint, "emulator/clock"), body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    private QuantumEmulator Start(string arguments = "", string variable = "emulator") =>
        _session.Run($"(${variable} = Start-AzQuantumEmulator {arguments})").Single<QuantumEmulator>();

    private string ReadJobStatus() => _session.Run("$job | Get-AzQuantumSessionJob").Single<QuantumSessionJob>().Status;

    private void Import(string folder) => _session.Run($"Import-Module '{Path.Combine(folder, ModuleName + ".psd1")}'").AssertNoErrors();

    private void RemoveModule() => _session.Run($"Remove-Module {ModuleName}").AssertNoErrors();

    private void AssertNotInstalled(string message)
    {
        EngineTests.AssertError(_session.Run("Start-AzQuantumEmulator").Error, "EmulatorNotInstalled", ErrorCategory.NotInstalled, message: message);
        Assert.Empty(EmulatorProcess.Running);
    }

    private string CopyModule(Func<string, string> editManifest, Func<string, string> editConfiguration)
    {
        string copy = _folder.GetPath("copy");
        Directory.CreateDirectory(Path.Combine(copy, "program"));
        const string Configuration = $"program/{ModuleName}.runtimeconfig.json";
        File.WriteAllText(Path.Combine(copy, $"{ModuleName}.psd1"), editManifest(File.ReadAllText(Path.Combine(Module, $"{ModuleName}.psd1"))));
        File.WriteAllText(Path.Combine(copy, Configuration), editConfiguration(File.ReadAllText(Path.Combine(Module, Configuration))));
        File.Copy(Path.Combine(Module, "program", $"{ModuleName}.dll"), Path.Combine(copy, "program", $"{ModuleName}.dll"));
        return copy;
    }
}
