namespace AzQuantumSession.Tests.EngineHost;

public sealed class EngineHostErrorTests(EngineHostFixture fixture) : IClassFixture<EngineHostFixture>
{
    [Theory]
    [InlineData("'before'; throw 'my own'", "Exception: ", "my own")]
    [InlineData("if (1 {", "ParserError: ", "Unexpected token '{' in expression or statement.")]
    [InlineData("#requires -Version 99", null, "PowerShell 99.0")]
    [InlineData("$ErrorActionPreference = 'Stop'; No-SuchCommand; 'after'", "No-SuchCommand: ", "The term 'No-SuchCommand' is not recognized")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-AzQuantumSession -Id x -First 1; 'after'", "Get-AzQuantumSession: ", "-First, -Skip, and -IncludeTotalCount apply to lists")]
    public async Task EngineHost_exits_with_1_and_writes_a_terminating_error_to_the_error_stream(string script, string? start, string message)
    {
        EngineHostResult result = await fixture.RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(start ?? "", result.Errors, StringComparison.Ordinal);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("after", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(message, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EngineHost_shows_the_line_that_threw()
    {
        EngineHostResult result = await fixture.RunAsync("'first'\nthrow 'my own'");

        Assert.Matches(@"\AException: .+\.ps1:2\r?\nLine \|\r?\n +2 \|  throw 'my own'\r?\n +\|  ~+\r?\n +\| my own\r?\n\z", result.Errors);
    }

    [Fact]
    public async Task EngineHost_continues_after_a_statement_terminating_error()
    {
        EngineHostResult result = await fixture.RunAsync("No-SuchCommand; $null.Fail(); 'after'");

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
    public async Task EngineHost_exits_with_the_exit_code_of_the_script(string script, int code)
    {
        EngineHostResult result = await fixture.RunAsync(script);

        Assert.Equal(code, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task EngineHost_suggests_a_build_when_the_module_does_not_exist()
    {
        using EngineHostProcess host = EngineHostProcess.Start(["out/NoSuchModule/NoSuchModule.psd1", fixture.Write("'ran'")]);
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"The module is not built: '{Path.Combine(Checkout.Root, "out", "NoSuchModule", "NoSuchModule.psd1")}' does not exist. Run: bash build.sh build",
            result.Errors.Trim());
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task EngineHost_does_not_run_the_script_when_the_import_fails()
    {
        string module = fixture.Write("throw 'broken module'");
        using EngineHostProcess host = EngineHostProcess.Start([module, fixture.Write("'ran'")]);
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broken module", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task EngineHost_shows_its_usage_when_arguments_are_missing()
    {
        using EngineHostProcess host = EngineHostProcess.Start([EngineHostProcess.Manifest]);
        EngineHostResult result = await host.WaitAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("usage: ", result.Errors, StringComparison.Ordinal);
    }
}
