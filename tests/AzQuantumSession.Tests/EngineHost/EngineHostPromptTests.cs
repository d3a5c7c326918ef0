namespace AzQuantumSession.Tests.EngineHost;

public sealed class EngineHostPromptTests(EngineHostFixture fixture) : IClassFixture<EngineHostFixture>
{
    [Theory]
    [InlineData("y\n", true)]
    [InlineData("\n", true)]
    [InlineData("n\n", false)]
    public async Task Confirm_prompt_reads_the_response_from_the_input(string input, bool opens)
    {
        await fixture.Workspace.ForgetRequestsAsync();

        EngineHostResult result = await fixture.RunAsync("$null = New-AzQuantumSession ionq.simulator -Name asked -Confirm; 'after'", input);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Are you sure you want to perform this action?", result.Output, StringComparison.Ordinal);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"after{Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.Equal(opens ? 1 : 0, await fixture.Workspace.CountRequestsAsync("PUT sessions/"));
    }

    [Fact]
    public async Task Confirm_prompt_explains_the_choices_when_the_user_requests_help()
    {
        EngineHostResult result = await fixture.RunAsync("$null = New-AzQuantumSession ionq.simulator -Confirm", "what\n?\nNo\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Y - Continue with only the next step of the operation.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-AzQuantumSession ionq.simulator -Confirm", "The input ended before the question was answered.")]
    [InlineData("New-AzQuantumSession", "missing mandatory parameters: Target")]
    public async Task Prompt_at_the_end_of_the_input_fails_the_script(string command, string message)
    {
        EngineHostResult result = await fixture.RunAsync($"$ErrorActionPreference = 'Stop'; {command}; 'after'");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, Unwrap(result.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("after", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mandatory_parameter_is_read_from_the_input()
    {
        EngineHostResult result = await fixture.RunAsync(
            "function Test-Prompt { param([Parameter(Mandatory)] [int] $Number, [Parameter(Mandatory)] [string[]] $Name) \"$($Number + 1) $($Name.Count) $Name\" }; Test-Prompt",
            "41\nvqe\n");

        Assert.EndsWith($"42 1 vqe{Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.Contains("Supply values for the following parameters:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Number: 41", result.Output, StringComparison.Ordinal);
        Assert.Contains("Name: vqe", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_prompt_does_not_show_the_input()
    {
        EngineHostResult result = await fixture.RunAsync(
            """
            function Test-Prompt { param([Parameter(Mandatory)] [securestring] $Secret, [Parameter(Mandatory)] [System.Management.Automation.Credential()] $Login)
                foreach ($credential in $Login, $Host.UI.PromptForCredential('A login', '', '', '')) { "$($credential.UserName) $($credential.GetNetworkCredential().Password.Length)" }
                "$($Secret.Length)" }
            Test-Prompt
            """,
            "hidden\nme\nhidden too\nyou\nhidden\n");

        Assert.EndsWith($"me 10{Environment.NewLine}you 6{Environment.NewLine}6{Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", result.Output, StringComparison.Ordinal);
    }

    // PowerShell wraps error messages to the width of the window.
    private static string Unwrap(string text) => string.Join(' ', text.Split(['\r', '\n', '|', ' '], StringSplitOptions.RemoveEmptyEntries));
}
