namespace AzQuantumSession.Tests.EngineHost;

public sealed class EngineHostOutputTests(EngineHostFixture fixture) : IClassFixture<EngineHostFixture>
{
    private const string Escape = "\e[";

    // Writes to each stream without the commands of PowerShell's modules.
    private const string WriteStreams = """
        function Write-Streams {
            [CmdletBinding()] param()
            $DebugPreference = 'Continue'
            $PSCmdlet.WriteVerbose('in detail')
            $PSCmdlet.WriteWarning('beware')
            $PSCmdlet.WriteDebug('for developers')
            foreach ($n in 1, 1, 2) { $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Counting', "$n of 2")) }
            $done = [System.Management.Automation.ProgressRecord]::new(1, 'Counting', '2 of 2')
            $done.RecordType = 'Completed'
            $PSCmdlet.WriteProgress($done)
            $PSCmdlet.WriteInformation([System.Management.Automation.HostInformationMessage] @{ Message = 'to the host' }, @('PSHOST'))
        }
        Write-Streams -Verbose
        """;

    [Fact]
    public async Task EngineHost_writes_no_escape_codes_when_the_output_is_redirected()
    {
        EngineHostResult result = await fixture.RunAsync("""
            $null = New-AzQuantumSession ionq.simulator -Name table
            Get-AzQuantumSession table
            """);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^Status +Created +Duration", result.Output);
        Assert.Matches(@"(?m)^Waiting .* ionq\.simulator +table", result.Output);
        Assert.DoesNotContain(Escape, result.Output + result.Errors);
    }

    [Fact]
    public async Task EngineHost_writes_each_stream_as_lines()
    {
        EngineHostResult result = await fixture.RunAsync(WriteStreams);

        Assert.Equal(["VERBOSE: in detail", "WARNING: beware", "DEBUG: for developers", "to the host"], Lines(result.Output));
        Assert.Equal(["Counting: 1 of 2", "Counting: 2 of 2"], Lines(result.Errors));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task EngineHost_passes_arguments_to_the_script()
    {
        using EngineHostProcess host = fixture.Start(
            "param([int] $Number, [string[]] $Name, [switch] $On, [switch] $Off) \"$Number|$Name|$On|$Off|$([System.IO.Path]::GetFileName($PSCommandPath).Length)\"",
            "-Number", "-5", "it's", "-On", "-Off:$false");

        Assert.Equal("-5|it's|True|False|36", (await host.WaitAsync()).Output.Trim());
    }

    [Fact]
    public async Task EngineHost_has_only_the_commands_of_the_engine_and_the_module()
    {
        EngineHostResult result = await fixture.RunAsync("Get-Module | ForEach-Object Name; [string] (Get-Command ConvertTo-Json -ErrorAction Ignore)");

        Assert.Equal(["AzQuantumSession"], Lines(result.Output));
    }

    [Fact]
    public async Task EngineHost_colors_the_output_and_fits_it_to_a_terminal()
    {
        EngineHostResult result = await RunInTerminalAsync();

        Assert.Contains($"{Escape}32;1m", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{Escape}33;1mWARNING: beware", result.Output, StringComparison.Ordinal);
        Assert.Contains("width 120", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EngineHost_writes_no_color_to_a_terminal_when_NO_COLOR_is_set()
    {
        EngineHostResult result = await RunInTerminalAsync(("NO_COLOR", "1"));

        Assert.Contains("WARNING: beware", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Escape}3", result.Output, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private async Task<EngineHostResult> RunInTerminalAsync(params (string Name, string Value)[] environment)
    {
        string script = fixture.Write(WriteStreams + Environment.NewLine + "[pscustomobject] @{ Column = \"width $($Host.UI.RawUI.WindowSize.Width)\" }");
        using EngineHostProcess host = EngineHostProcess.StartInTerminal([EngineHostProcess.Manifest, script], environment);
        EngineHostResult result = await host.WaitAsync();
        Assert.Equal(0, result.ExitCode);
        return result;
    }
}
