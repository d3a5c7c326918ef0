namespace AzQuantumSession.Tests.EngineHost;

public sealed class PromptTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("y\n", true)]
    [InlineData("\n", true)]
    [InlineData("n\n", false)]
    public async Task Confirm_is_answered_from_the_input(string input, bool opens)
    {
        await fixture.Workspace.ForgetRequestsAsync();

        HostResult result = await fixture.RunAsync("$null = New-AzQuantumSession ionq.simulator -Name asked -Confirm; 'after'", input);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Are you sure you want to perform this action?", result.Output, StringComparison.Ordinal);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"after{Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.Equal(opens, (await fixture.Workspace.RequestsAsync()).Any(request => request.StartsWith("PUT sessions/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Confirm_explains_the_choices_when_help_is_asked_for()
    {
        HostResult result = await fixture.RunAsync("$null = New-AzQuantumSession ionq.simulator -Confirm", "what\n?\nNo\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Y - Continue with only the next step of the operation.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_fails_when_the_input_has_ended()
    {
        HostResult result = await fixture.RunAsync("$ErrorActionPreference = 'Stop'; New-AzQuantumSession ionq.simulator -Confirm; 'after'");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The input ended before the question was answered.", Unwrap(result.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("after", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mandatory_parameter_is_read_from_the_input()
    {
        HostResult result = await fixture.RunAsync(
            "function Test-Prompt { param([Parameter(Mandatory)] [int] $Number, [Parameter(Mandatory)] [string[]] $Name) \"$($Number + 1) $($Name.Count) $Name\" }; Test-Prompt",
            "41\nvqe\n");

        Assert.EndsWith($"42 1 vqe{Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.Contains("Supply values for the following parameters:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Number: 41", result.Output, StringComparison.Ordinal);
        Assert.Contains("Name: vqe", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_mandatory_parameter_is_an_error_when_the_input_has_ended()
    {
        HostResult result = await fixture.RunAsync("$ErrorActionPreference = 'Stop'; New-AzQuantumSession");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing mandatory parameters: Target", Unwrap(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_read_without_showing_them()
    {
        HostResult result = await fixture.RunAsync(
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

    // Errors are broken into lines that fit the window.
    private static string Unwrap(string text) => string.Join(' ', text.Split(['\r', '\n', '|', ' '], StringSplitOptions.RemoveEmptyEntries));
}
