using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class NewAzQuantumSessionTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public void Opens_a_session_with_every_property_that_a_client_can_set()
    {
        string id = Guid.NewGuid().ToString();
        Session["id"] = id;

        QuantumSession session = Run(
            "New-AzQuantumSession -Target ionq.simulator -Name full -ProviderId ionq -JobFailurePolicy Continue -Priority High -Tag a, b -SessionId $id")
            .Single<QuantumSession>();

        Assert.Equal(
            (id, "full", "ionq", "ionq.simulator", "Continue", "High"),
            (session.Id, session.Name, session.ProviderId, session.Target, session.JobFailurePolicy, session.Priority));
        Assert.Equal(["a", "b"], session.Tags);
        Assert.Equal(Workspace.Client.Workspace.Id, session.Workspace);
    }

    [Fact]
    public void Names_a_session_after_its_id()
    {
        QuantumSession session = Open();

        Assert.Equal($"session-{session.Id}", session.Name);
    }

    [Theory]
    [InlineData("by name", "New-AzQuantumSession -Target ionq.simulator")]
    [InlineData("by position", "New-AzQuantumSession ionq.simulator")]
    [InlineData("by property name", "[pscustomobject] @{ Target = 'ionq.simulator' } | New-AzQuantumSession")]
    [InlineData("target object", "Get-AzQuantumSessionTarget ionq.simulator | New-AzQuantumSession")]
    [InlineData("target object by position", "New-AzQuantumSession (Get-AzQuantumSessionTarget ionq.simulator)")]
    [InlineData("workspace object", "New-AzQuantumSession ionq.simulator -Workspace $workspace")]
    [InlineData("workspace id", "New-AzQuantumSession ionq.simulator -Workspace $workspace.Id")]
    [InlineData("other case", "New-AzQuantumSession IONQ.Simulator")]
    public void Binds_the_target(string how, string script)
    {
        QuantumSession session = Run(script).Single<QuantumSession>();

        Assert.True(string.Equals("ionq.simulator", session.Target, StringComparison.OrdinalIgnoreCase), how);
        Assert.Equal("ionq", session.ProviderId);
    }

    [Theory]
    [InlineData("quantinuum.sim.h2-1e", "quantinuum")]
    [InlineData("echo-quantinuum", "microsoft.test.firstparty")]
    public void Finds_the_provider_of_a_target(string target, string provider) =>
        Assert.Equal(provider, Open(arguments: target).ProviderId);

    [Fact]
    public void Reports_an_unknown_target_and_lists_the_known_ones()
    {
        ErrorRecord error = Run("New-AzQuantumSession no.such.target").Error;

        AssertError(error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target", says: "ionq.simulator");
    }

    [Fact]
    public void Continues_after_a_target_that_is_unknown()
    {
        ScriptResult result = Run(
            "'ionq.simulator', 'no.such.target', 'rigetti.sim.qvm' | ForEach-Object { [pscustomobject] @{ Target = $_ } } | New-AzQuantumSession");

        Assert.Equal(["ionq.simulator", "rigetti.sim.qvm"], result.As<QuantumSession>().Select(session => session.Target));
        AssertError(result.Error, "TargetNotFound", ErrorCategory.ObjectNotFound, "no.such.target");
    }

    [Fact]
    public void Can_be_repeated_with_the_same_id_and_content_only()
    {
        Session["id"] = Guid.NewGuid();

        QuantumSession first = Run("New-AzQuantumSession ionq.simulator -Name same -SessionId $id").Single<QuantumSession>();
        QuantumSession again = Run("New-AzQuantumSession ionq.simulator -Name same -SessionId $id").Single<QuantumSession>();
        ErrorRecord error = Run("New-AzQuantumSession ionq.simulator -Name other -SessionId $id").Error;

        Assert.Equal(first.CreationTime, again.CreationTime);
        AssertError(error, "ResourceExists", ErrorCategory.ResourceExists, says: "other content");
    }

    [Theory]
    [InlineData("New-AzQuantumSession ionq.simulator -WhatIf")]
    [InlineData("$WhatIfPreference = $true; New-AzQuantumSession ionq.simulator")]
    [InlineData("@() | New-AzQuantumSession")]
    public async Task Sends_nothing_without_consent_or_input(string script)
    {
        await AssertNoRequestAsync(script);
    }

    [Fact]
    public async Task WhatIf_names_the_target_and_the_workspace()
    {
        string shown = Session.Show("New-AzQuantumSession ionq.simulator -Name tried -WhatIf");

        Assert.Contains("ionq.simulator", shown, StringComparison.Ordinal);
        Assert.Contains("tried", shown, StringComparison.Ordinal);
        Assert.Contains("emulator", shown, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Opens_when_the_preference_says_WhatIf_and_the_parameter_does_not() =>
        Run("$WhatIfPreference = $true; New-AzQuantumSession ionq.simulator -WhatIf:$false").Single<QuantumSession>();

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public async Task Confirm_asks_before_any_request(string answer, int opened)
    {
        Session.Host.Answers.Enqueue(answer);

        ScriptResult result = Run("New-AzQuantumSession ionq.simulator -Confirm").AssertNoErrors();

        Assert.Equal(opened, result.Output.Count);
        Assert.Single(Session.Host.Prompts);
        Assert.Equal(opened, (await Workspace.RequestsAsync()).Count(request => request.StartsWith("PUT sessions/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Asks_for_the_providers_once_for_several_sessions()
    {
        Run("1..3 | ForEach-Object { New-AzQuantumSession ionq.simulator }").AssertNoErrors();

        Assert.Single(await Workspace.RequestsAsync(), request => request.StartsWith("GET providerStatus", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-JobFailurePolicy Maybe")]
    [InlineData("-Priority Low")]
    [InlineData("-Target ''")]
    [InlineData("-Name ''")]
    [InlineData("-Tag @()")]
    [InlineData("-SessionId no-guid")]
    [InlineData("-Workspace $null")]
    [InlineData("-Workspace '/subscriptions/x'")]
    public async Task Refuses_invalid_arguments(string arguments)
    {
        string target = arguments.StartsWith("-Target", StringComparison.Ordinal) ? "" : "ionq.simulator";
        await AssertRefusedAsync($"New-AzQuantumSession {target} {arguments}");
    }
}
