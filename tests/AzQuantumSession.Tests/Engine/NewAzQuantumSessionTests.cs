using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class NewAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("New-AzQuantumSession -Target ionq.simulator")]
    [InlineData("New-AzQuantumSession ionq.simulator")]
    [InlineData("[pscustomobject] @{ Target = 'ionq.simulator' } | New-AzQuantumSession")]
    [InlineData("Get-AzQuantumSessionTarget ionq.simulator | New-AzQuantumSession")]
    [InlineData("New-AzQuantumSession (Get-AzQuantumSessionTarget ionq.simulator)")]
    [InlineData("New-AzQuantumSession ionq.simulator -Workspace $workspace")]
    [InlineData("New-AzQuantumSession ionq.simulator -Workspace $workspace.Id")]
    [InlineData("New-AzQuantumSession IONQ.Simulator")]
    public void New_AzQuantumSession_opens_a_session_on_the_given_or_piped_target(string script)
    {
        QuantumSession session = Run(script).Single<QuantumSession>();

        Assert.Equal("ionq.simulator", session.Target, ignoreCase: true);
        Assert.Equal("ionq", session.ProviderId);
    }

    [Fact]
    public void New_AzQuantumSession_sends_all_properties() => AssertSendsAllProperties("New-AzQuantumSession");

    [Fact]
    public void New_AzQuantumSession_derives_the_default_name_from_the_id()
    {
        QuantumSession session = Open();

        Assert.Equal($"session-{session.Id[..8]}", session.Name);
    }

    [Theory]
    [InlineData("quantinuum.sim.h2-1e", "quantinuum")]
    [InlineData("echo-quantinuum", "microsoft.test.firstparty")]
    public void New_AzQuantumSession_finds_the_provider_of_the_target(string target, string provider) =>
        Assert.Equal(provider, Open(arguments: target).ProviderId);

    [Fact]
    public void New_AzQuantumSession_reports_an_unknown_target_and_lists_the_known_targets()
    {
        ErrorRecord error = Run("New-AzQuantumSession no.such.target").Error;

        AssertError(error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target", message: "ionq.simulator");
    }

    [Fact]
    public void New_AzQuantumSession_continues_after_an_unknown_target()
    {
        ScriptResult result = Run(
            "'ionq.simulator', 'no.such.target', 'rigetti.sim.qvm' | ForEach-Object { [pscustomobject] @{ Target = $_ } } | New-AzQuantumSession");

        Assert.Equal(["ionq.simulator", "rigetti.sim.qvm"], result.As<QuantumSession>().Select(session => session.Target));
        AssertError(result.Error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target");
    }

    [Fact]
    public void New_AzQuantumSession_can_be_repeated_with_the_same_id_and_content_only()
    {
        CreateId();

        QuantumSession first = Run("New-AzQuantumSession ionq.simulator -Name same -SessionId ([guid] $id)").Single<QuantumSession>();
        QuantumSession again = Run("New-AzQuantumSession ionq.simulator -Name same -SessionId ([guid] $id)").Single<QuantumSession>();
        ErrorRecord error = Run("New-AzQuantumSession ionq.simulator -Name other -SessionId ([guid] $id)").Error;

        Assert.Equal(first.CreationTime, again.CreationTime);
        AssertError(error, "ResourceExists", ErrorCategory.ResourceExists, message: "other content");
    }

    [Theory]
    [InlineData("New-AzQuantumSession ionq.simulator -WhatIf")]
    [InlineData("$WhatIfPreference = $true; New-AzQuantumSession ionq.simulator")]
    [InlineData("@() | New-AzQuantumSession")]
    public Task New_AzQuantumSession_sends_no_request_with_WhatIf_or_without_input(string script) => AssertNoRequestAsync(script);

    [Fact]
    public async Task New_AzQuantumSession_with_WhatIf_shows_name_target_and_workspace()
    {
        string shown = Session.Show("New-AzQuantumSession ionq.simulator -Name tried -WhatIf");

        Assert.Contains("ionq.simulator", shown, StringComparison.Ordinal);
        Assert.Contains("tried", shown, StringComparison.Ordinal);
        Assert.Contains("emulator", shown, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public void New_AzQuantumSession_prefers_the_WhatIf_parameter_to_the_preference_variable() =>
        Run("$WhatIfPreference = $true; New-AzQuantumSession ionq.simulator -WhatIf:$false").Single<QuantumSession>();

    [Fact]
    public async Task New_AzQuantumSession_requests_the_providers_once_for_several_sessions()
    {
        Run("1..3 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        Assert.Equal(1, await Workspace.CountRequestsAsync("GET providerStatus"));
    }

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public async Task New_AzQuantumSession_with_Confirm_prompts_before_it_opens_the_session(string response, int opened)
    {
        ScriptResult result = RunWithResponses("New-AzQuantumSession ionq.simulator -Confirm", response);

        Assert.Equal(opened, result.Output.Count);
        Assert.Equal(opened, await Workspace.CountRequestsAsync("PUT sessions/"));
    }

    [Theory]
    [InlineData("-JobFailurePolicy Maybe")]
    [InlineData("-Priority Low")]
    [InlineData("-Target ''")]
    [InlineData("-Name ''")]
    [InlineData("-Name '  '")]
    [InlineData("-Tag @()")]
    [InlineData("-SessionId no-guid")]
    [InlineData("-Workspace $null")]
    [InlineData("-Workspace '/subscriptions/x'")]
    public async Task New_AzQuantumSession_rejects_invalid_arguments(string arguments)
    {
        string target = arguments.StartsWith("-Target", StringComparison.Ordinal) ? "" : "ionq.simulator";
        await AssertBindingErrorAsync($"New-AzQuantumSession {target} {arguments}");
    }
}
