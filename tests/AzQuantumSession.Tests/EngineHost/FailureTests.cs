using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.EngineHost;

public sealed class FailureTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("'before'; throw 'my own'", "Exception: ", "my own")]
    [InlineData("if (1 {", "ParserError: ", "Unexpected token '{' in expression or statement.")]
    [InlineData("#requires -Version 99", "", "PowerShell 99.0")]
    [InlineData("$ErrorActionPreference = 'Stop'; No-SuchCommand; 'after'", "No-SuchCommand: ", "The term 'No-SuchCommand' is not recognized")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-AzQuantumSession -Id x -First 1; 'after'", "Get-AzQuantumSession: ", "-First, -Skip and -IncludeTotalCount go with a list")]
    public async Task Run_exits_with_1_and_writes_the_engines_text_to_the_error_stream_for_an_error_that_ends_the_script(string script, string start, string message)
    {
        HostResult result = await fixture.RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(start, result.Errors, StringComparison.Ordinal);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("after", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(message, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_shows_the_line_that_threw()
    {
        HostResult result = await fixture.RunAsync("'first'\nthrow 'my own'");

        Assert.Matches(@"\AException: .+\.ps1:2\r?\nLine \|\r?\n +2 \|  throw 'my own'\r?\n +\|  ~+\r?\n +\| my own\r?\n\z", result.Errors);
    }

    [Fact]
    public async Task Run_goes_on_after_an_error_that_ends_only_a_statement()
    {
        HostResult result = await fixture.RunAsync("No-SuchCommand; $null.Fail(); 'after'");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("after", result.Output.Trim());
        Assert.Contains("No-SuchCommand: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("InvalidOperation: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3; 'after'", 3)]
    [InlineData("function Stop-Here { exit 4 }; Stop-Here; 'after'", 4)]
    [InlineData("No-SuchCommand; exit 0; 'after'", 0)]
    [InlineData("$Host.SetShouldExit(5)", 5)]
    public async Task Run_exits_with_the_code_that_the_script_asks_for(string script, int code)
    {
        HostResult result = await fixture.RunAsync(script);

        Assert.Equal(code, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_says_to_build_first_when_the_module_does_not_exist()
    {
        using HostProcess host = HostProcess.Start(["out/NoSuchModule/NoSuchModule.psd1", fixture.Write("'ran'")]);
        HostResult result = await host.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"The module is not built: '{Path.Combine(Checkout.Root, "out", "NoSuchModule", "NoSuchModule.psd1")}' does not exist. Run: bash build.sh build",
            result.Errors.Trim());
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_does_not_run_the_script_when_the_module_cannot_be_imported()
    {
        string module = fixture.Write("throw 'broken module'");
        using HostProcess host = HostProcess.Start([module, fixture.Write("'ran'")]);
        HostResult result = await host.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broken module", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_shows_its_usage_when_arguments_are_missing()
    {
        using HostProcess host = HostProcess.Start([HostProcess.Manifest]);
        HostResult result = await host.WaitAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("usage: ", result.Errors, StringComparison.Ordinal);
    }
}
