using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Parameters;
using AzQuantumSession.Tests.Soak.Stops;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Completion of arguments by Tab.</summary>
public sealed class CompletionTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _open;
    private readonly QuantumSession _ended;

    public CompletionTests(EngineFixture fixture)
        : base(fixture)
    {
        _open = Open(arguments: "ionq.simulator -Name 'open run' -Tag chem, 'my tag'");
        _ended = OpenClosed("ended", "ionq.simulator -Name ended");
    }

    [Theory]
    [InlineData("New-AzQuantumSession -Target ionq.s", "ionq.simulator")]
    [InlineData("New-AzQuantumSession ionq.s", "ionq.simulator")]
    [InlineData("New-AzQuantumSession -Target 'ionq.s", "'ionq.simulator'")]
    [InlineData("New-AzQuantumSession -ProviderId rig", "rigetti")]
    [InlineData("New-AzQuantumSession -JobFailurePolicy C", "Continue")]
    [InlineData("New-AzQuantumSession -Priority H", "High")]
    [InlineData("Get-AzQuantumSession -Status Fail", "'Failure(s)'|Failed")]
    [InlineData("Get-AzQuantumSession -OrderBy Na", "Name")]
    [InlineData("Get-AzQuantumSession -Target rigetti.s", "rigetti.sim.qvm")]
    [InlineData("Get-AzQuantumSession -ProviderId pas", "pasqal")]
    [InlineData("Get-AzQuantumSession -CreatedAfter y", "yesterday")]
    [InlineData("Get-AzQuantumSession -CreatedBefore 2h", "2h")]
    [InlineData("Get-AzQuantumSession -OlderThan 1", "1.5h|1d")]
    [InlineData("Wait-AzQuantumSession -Timeout 00", "'00:05:00'")]
    [InlineData("Wait-AzQuantumSession -Status Succ", "Succeeded")]
    [InlineData("Get-AzQuantumSessionJob -Status Cancel", "CancellationRequested|Cancelling|Cancelled")]
    [InlineData("Wait-AzQuantumSessionJob -Status Ex", "Executing")]
    [InlineData("Use-AzQuantumSession rigetti.s", "rigetti.sim.qvm")]
    [InlineData("Use-AzQuantumSession -ProviderId rig", "rigetti")]
    [InlineData("Get-AzQuantumSessionTarget rigetti.qpu.a", "rigetti.qpu.ankaa-3")]
    [InlineData("Get-AzQuantumSessionTarget -ProviderId quan", "quantinuum")]
    [InlineData("Get-AzQuantumSessionQuota pas", "pasqal")]
    [InlineData("Get-AzQuantumSession -Status Executing, Fail", "'Failure(s)'|Failed")]
    [InlineData("Get-AzQuantumSession -Status Failed, Fail", "'Failure(s)'")]
    [InlineData("Get-AzQuantumSession -Status Waiting, Executing, Succeeded, 'Failure(s)', ", "Failed|TimedOut")]
    [InlineData("Get-AzQuantumSession -Tag Failed, TimedOut -Status Fail", "'Failure(s)'|Failed")]
    [InlineData("Get-AzQuantumSession -ProviderId ionq, rigetti, r", "")]
    [InlineData("Get-AzQuantumSessionTarget rigetti.qpu.ankaa-3, rigetti.q", "rigetti.qpu.cepheus-1-108q")]
    [InlineData("Get-AzQuantumSession -Status Nothing", "")]
    [InlineData("Submit-AzQuantumSessionJob -InputFormat ion", "ionq.circuit.v1")]
    [InlineData("Get-AzQuantumSessionTarget -InputFormat pas", "pasqal.pulser.v1")]
    [InlineData("Submit-AzQuantumSessionJob -OutputFormat microsoft.", "microsoft.quantum-results.v1|microsoft.quantum-results.v2|microsoft.resource-estimates.v1")]
    [InlineData("Submit-AzQuantumSessionJob -EntryPoint E", "ENTRYPOINT__main")]
    [InlineData("Submit-AzQuantumSessionJob -TargetProfile a", "AdaptiveExecution")]
    [InlineData("Submit-AzQuantumSessionJob -OutputFormat none", "")]
    [InlineData("Connect-AzQuantumWorkspace x -Location west", "westcentralus|westeurope|westus|westus2|westus3")]
    [InlineData("Connect-AzQuantumWorkspace x -Location 'East US", "'eastus'|'eastus2'")]
    [InlineData("Get-AzQuantumSession -Tag ch", "chem")]
    [InlineData("New-AzQuantumSession ionq.simulator -Tag chem, ", "'my tag'")]
    [InlineData("Use-AzQuantumSession ionq.simulator -Tag m", "'my tag'")]
    [InlineData("Get-AzQuantumSession -Tag none", "")]
    [InlineData("Connect-AzQuantumWorkspace x -TokenSource Dev", "DeviceCode")]
    [InlineData("Start-AzQuantumEmulator -JobDuration 30", "30s")]
    [InlineData("Start-AzQuantumEmulator -QueueTime 5", "5m")]
    [InlineData("Connect-AzQuantumWorkspace x -Environment AzureC", "AzureChinaCloud|AzureCloud")]
    public void Completion_offers_the_values_of_a_parameter(string line, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), Complete(line));

    [Theory]
    [InlineData("Get-AzQuantumSession -CreatedAfter tod", "The beginning of today")]
    [InlineData("Get-AzQuantumSession -CreatedBefore yes", "The beginning of yesterday")]
    public void Completion_offers_dates(string line, string toolTip)
    {
        CompletionResult offered = Assert.Single(Session.Complete(line));

        Assert.Equal(toolTip, offered.ToolTip);
        Run($"Get-AzQuantumSession -CreatedAfter {offered.CompletionText}").AssertNoErrors();
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -Workspace ")]
    [InlineData("Get-AzQuantumSessionTarget -Workspace emu")]
    [InlineData("Submit-AzQuantumSessionJob -Workspace /sub")]
    public void Completion_offers_connected_workspaces(string line)
    {
        CompletionResult offered = Assert.Single(Session.Complete(line));

        Assert.Equal(Workspace.Client.Workspace.Id, offered.CompletionText);
        Assert.StartsWith("emulator in emulator-rg", offered.ToolTip, StringComparison.Ordinal);
        Assert.NotEmpty(Run($"Get-AzQuantumSessionTarget -Workspace {offered.CompletionText}").AssertNoErrors().Output);
    }

    [Fact]
    public void Completion_offers_each_name_once()
    {
        Open(arguments: "ionq.simulator -Name twin");
        Open(arguments: "ionq.simulator -Name twin");
        Submit(arguments: "-InputObject $bell -Name 'loop [1]' -Tag sweep");
        Submit(arguments: "-InputObject $bell -Name 'loop [1]'");

        Assert.Equal(["twin"], Complete("Get-AzQuantumSession tw"));
        Assert.Equal(2, Complete("Get-AzQuantumSession -Id tw").Distinct().Count());
        Assert.Equal(["'loop `[1`]'"], Complete("Get-AzQuantumSessionJob -SessionId x -Name lo"));
        Assert.Equal(["'loop [1]'"], Complete("Submit-AzQuantumSessionJob -Name lo"));
        Assert.Equal(["sweep"], Complete("Submit-AzQuantumSessionJob -Tag "));
    }

    [Fact]
    public void Completion_offers_an_example_of_each_form_of_a_date()
    {
        IReadOnlyList<string> offered = Complete("Get-AzQuantumSession -CreatedAfter ");

        Assert.Equal(["30m", "2h", "1d", "7d", "today", "yesterday"], offered.Take(6));
        Assert.All(offered, text => Assert.NotNull(new DateParser(TimeProvider.System).Parse(text.Trim('\''))));
    }

    [Fact]
    public void Completion_offers_session_names()
    {
        Assert.Contains("'open run'", Complete("Get-AzQuantumSession -Name op"));
        Assert.Contains("ended", Complete("Get-AzQuantumSession en"));
    }

    [Fact]
    public void Completion_offers_session_ids_and_shows_session_names()
    {
        IReadOnlyList<CompletionResult> offered = Session.Complete("Get-AzQuantumSession -Id ");

        CompletionResult open = Assert.Single(offered, result => result.CompletionText == _open.Id);
        Assert.Contains(offered, result => result.CompletionText == _ended.Id);
        Assert.Equal(_open.Id, open.ListItemText);
        Assert.StartsWith("open run: Waiting on ionq.simulator", open.ToolTip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stop-AzQuantumSession -Id ")]
    [InlineData("Wait-AzQuantumSession ope")]
    [InlineData("Submit-AzQuantumSessionJob x -SessionId ")]
    [InlineData("Restart-AzQuantumSessionJob x -SessionId ")]
    public void Completion_for_Stop_Wait_and_Submit_offers_open_sessions_only(string line)
    {
        IReadOnlyList<string> offered = Complete(line);

        Assert.Contains(_open.Id, offered);
        Assert.DoesNotContain(_ended.Id, offered);
    }

    [Fact]
    public async Task Completion_for_Restart_offers_failed_and_cancelled_jobs_only()
    {
        QuantumSessionJob running = Submit("running", "-InputObject $bell");
        QuantumSessionJob cancelled = Submit("cancelled", "-InputObject $bell");
        Run("$cancelled | Stop-AzQuantumSessionJob").AssertNoErrors();
        await Workspace.AdvanceAsync(1);

        IReadOnlyList<string> offered = Complete("Restart-AzQuantumSessionJob ");

        Assert.Contains(cancelled.Id, offered);
        Assert.DoesNotContain(running.Id, offered);
    }

    [Theory]
    [InlineData("Get-AzQuantumSessionJob -Id ", true)]
    [InlineData("Receive-AzQuantumSessionJob ", true)]
    [InlineData("Stop-AzQuantumSessionJob -Id ", false)]
    [InlineData("Wait-AzQuantumSessionJob st", false)]
    public async Task Completion_offers_job_ids_and_shows_job_names(string line, bool offersEnded)
    {
        QuantumSessionJob done = Submit("done", "-InputObject $bell -Name 'step 0'");
        await Workspace.AdvanceAsync(60);
        QuantumSessionJob running = Submit("running", "-InputObject $bell -Name 'step 1'");

        IReadOnlyList<CompletionResult> offered = Session.Complete(line);

        CompletionResult result = Assert.Single(offered, result => result.CompletionText == running.Id);
        Assert.Equal(running.Id, result.ListItemText);
        Assert.StartsWith("step 1: Waiting on ionq.simulator", result.ToolTip, StringComparison.Ordinal);
        Assert.Equal(offersEnded, offered.Any(result => result.CompletionText == done.Id));
    }

    [Theory]
    [InlineData("ionq.qpu.aria-1", "Available, queue 14:31:51")]
    [InlineData("rigetti.qpu.ankaa-3", "Unavailable, queue 00:00:00")]
    [InlineData("pasqal.qpu.fresnel", "Degraded, queue 1d 01:20")]
    public void Completion_shows_the_availability_and_the_queue_time_of_targets(string target, string expected)
    {
        CompletionResult offered = Assert.Single(Session.Complete($"New-AzQuantumSession -Target {target}"), item => item.ListItemText == target);

        Assert.EndsWith(expected, offered.ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_sends_one_request_for_several_completions()
    {
        Complete("New-AzQuantumSession -Target ionq");
        await Workspace.ForgetRequestsAsync();

        Complete("New-AzQuantumSession -Target ionq");
        Complete("New-AzQuantumSession -ProviderId io");

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Fact]
    public void Completion_offers_sessions_and_jobs_as_soon_as_commands_have_changed_them()
    {
        Assert.Empty(Complete("Wait-AzQuantumSession fresh"));
        Assert.Empty(Complete("Wait-AzQuantumSessionJob fresh"));

        QuantumSession session = Open("fresh", "ionq.simulator -Name fresh-session");
        Assert.Equal([session.Id], Complete("Wait-AzQuantumSession fresh"));

        string job = Run("$fresh | Submit-AzQuantumSessionJob -InputObject $bell -Name fresh-job").Single<QuantumSessionJob>().Id;
        Assert.Equal([job], Complete("Get-AzQuantumSessionJob -Id fresh"));

        OpenClosed("closed", "ionq.simulator -Name fresh-and-closed");
        Assert.Equal([session.Id], Complete("Wait-AzQuantumSession fresh"));
    }

    [Fact]
    public void Completion_uses_the_Workspace_argument()
    {
        Run("$workspace = Get-AzQuantumWorkspaceConnection").AssertNoErrors();

        Assert.Equal(["ionq.simulator"], Complete("New-AzQuantumSession -Workspace $workspace -Target ionq.s"));
    }

    [Fact]
    public async Task Completion_offers_nothing_when_the_service_fails_or_no_workspace_is_connected()
    {
        Reconnect();
        await Workspace.FailRequestsAsync(403);
        Assert.Empty(Values("New-AzQuantumSession -ProviderId rig"));

        await Workspace.ClearFaultsAsync();
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();
        Assert.Empty(Values("New-AzQuantumSession -ProviderId rig"));
    }

    [Fact]
    public async Task Completion_offers_nothing_when_the_service_does_not_respond_in_time()
    {
        Reconnect();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0 });

        Assert.Empty(Values("New-AzQuantumSession -ProviderId rig"));
    }

    [Theory]
    [InlineData("New-AzQuantumSession -Target ")]
    [InlineData("Get-AzQuantumSession -Id ")]
    public async Task Completion_cancels_a_request_without_a_response(string line)
    {
        Reconnect();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "delay", ["delaySeconds"] = 300, ["times"] = 0 });
        using var sent = new SentRequests([Workspace.Server.Endpoint.Port]);

        Assert.Empty(Values(line));

        Assert.Equal(1, sent.Count);
        Assert.True(SpinWait.SpinUntil(() => sent.Active == 0, TimeSpan.FromSeconds(30)));
    }

    // A connection caches what it has read.
    private void Reconnect() => Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();

    private IReadOnlyList<string> Complete(string line) => [.. Session.Complete(line).Select(result => result.CompletionText)];

    private IEnumerable<CompletionResult> Values(string line) =>
        Session.Complete(line).Where(result => result.ResultType == CompletionResultType.ParameterValue);
}
