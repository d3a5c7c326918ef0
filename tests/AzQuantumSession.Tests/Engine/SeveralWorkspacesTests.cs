using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of commands that list several workspaces, and of the list of available workspaces.</summary>
public sealed class SeveralWorkspacesTests(SeveralWorkspacesTests.TokenFixture fixture)
    : EngineTests(fixture), IClassFixture<SeveralWorkspacesTests.TokenFixture>
{
    private const string AccessToken = "let.me.in";
    private const string Subscription = "11111111-2222-3333-4444-555555555555";
    private const string Elsewhere = "99999999-2222-3333-4444-555555555555";

    [Theory]
    [InlineData("Get-AzQuantumSession -Workspace $workspace, $second")]
    [InlineData("Get-AzQuantumSession -Workspace $workspace.Id, $second")]
    [InlineData("$workspace, $second | Get-AzQuantumSession")]
    [InlineData("$workspace, $second | Get-AzQuantumSession -Open")]
    [InlineData("$workspace, $second, $workspace | Get-AzQuantumSession -Status Waiting, Executing")]
    [InlineData("$workspace.Id, $second | Get-AzQuantumSession one*, two*")]
    public async Task Get_AzQuantumSession_lists_workspaces_in_their_order(string script)
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        QuantumSession[] sessions = [await second.OpenAsync("two"), await Workspace.OpenAsync("one")];

        IReadOnlyList<QuantumSession> listed = Run(script).AssertNoErrors().As<QuantumSession>();

        Assert.Equal([sessions[1].Id, sessions[0].Id], listed.Select(session => session.Id).Intersect(sessions.Select(session => session.Id)));
        Assert.Equal(listed.Count, listed.DistinctBy(session => session.Id).Count());
    }

    [Theory]
    [InlineData("Get-AzQuantumSession")]
    [InlineData("Get-AzQuantumSessionTarget ionq.simulator")]
    public async Task A_failing_workspace_is_one_error_and_the_others_are_listed(string command)
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        await Workspace.OpenAsync();
        await second.OpenAsync();
        await Workspace.FailRequestsAsync(403);

        ScriptResult result = Run($"{command} -Workspace $workspace, $second");

        AssertError(result.Error, "AccessDenied", ErrorCategory.PermissionDenied, message: "'emulator'");
        Assert.Equal(Workspace.Client.Workspace.Id, Assert.IsType<QuantumWorkspace>(result.Error.TargetObject).Id);
        Assert.Equal(second.Client.Workspace.Id, Assert.Single(result.Output).Properties["Workspace"].Value);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession only, nobody", "No session in the specified workspaces has the name 'nobody'")]
    [InlineData("Get-AzQuantumSession only, nobody -Status Waiting", "has the name 'nobody'")]
    [InlineData("Get-AzQuantumSessionQuota quantinuum, nobody -WarningAction Ignore", "Provider 'nobody' is not in the specified workspaces")]
    [InlineData("Get-AzQuantumSessionTarget ionq.simulator, nobody", "No provider offers target 'nobody' in the specified workspaces")]
    public async Task A_name_is_an_error_if_none_of_the_workspaces_has_it(string command, string message)
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        await second.OpenAsync("only");

        ScriptResult result = Run($"{command} -Workspace $workspace, $second");

        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, "nobody", message);
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public async Task Get_AzQuantumSession_pages_the_lists_of_all_workspaces_together()
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        await using EmulatorFixture third = await EmulatorFixture.StartAsync(new() { Frozen = true, WorkspaceName = "third" });
        Session["third"] = third.Client.Workspace;
        string[] ids = [(await second.OpenAsync()).Id, (await third.OpenAsync()).Id];

        Assert.Equal(ids[1], Run("$second, $third | Get-AzQuantumSession -Skip 1 -First 1").Single<QuantumSession>().Id);
        Assert.Equal(2ul, Run("$second, $third | Get-AzQuantumSession -IncludeTotalCount -First 0").AssertNoErrors().Output[0].BaseObject);
        Assert.Equal(ids[0], Run("$second, $third | Get-AzQuantumSession -First 1").Single<QuantumSession>().Id);
    }

    [Fact]
    public async Task Get_AzQuantumSession_with_IncludeJobs_reports_a_session_whose_jobs_cannot_be_read()
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        QuantumSession open = await second.OpenAsync();
        await second.FailRequestsAsync(404, path: "jobs");

        AssertError(Run("Get-AzQuantumSession -Workspace $second -IncludeJobs").Error, "NotFound", ErrorCategory.ObjectNotFound, open);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $absent -Workspace $workspace, $second")]
    [InlineData("Get-AzQuantumSession $absent -Workspace $workspace, $second")]
    [InlineData("$workspace, $second | Get-AzQuantumSession $absent")]
    public async Task Get_AzQuantumSession_rejects_an_id_in_several_workspaces(string script)
    {
        await using EmulatorFixture second = await ConnectSecondAsync();

        AssertError(await RunWithoutRequestAsync(script), "InputInvalid", ErrorCategory.InvalidArgument, message: "one workspace");
    }

    [Theory]
    [InlineData("Get-AzQuantumSession")]
    [InlineData("Get-AzQuantumSessionTarget")]
    [InlineData("Get-AzQuantumSessionQuota")]
    public Task An_empty_pipeline_of_workspaces_lists_nothing(string command) => AssertNoRequestAsync($"@() | {command}");

    [Fact]
    public async Task Deserialized_workspaces_use_the_connections_of_the_runspace()
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        QuantumSession session = await second.OpenAsync("two");
        Run("$copies = $workspace, $second | ForEach-Object $deserialize");

        Assert.Contains(session.Id, Run("Get-AzQuantumSession -Workspace $copies").AssertNoErrors().As<QuantumSession>().Select(item => item.Id));
        Assert.Equal(session.Id, Run("$copies | Get-AzQuantumSession two").Single<QuantumSession>().Id);
    }

    [Fact]
    public async Task Tables_have_headings_for_several_workspaces_only()
    {
        await using EmulatorFixture second = await ConnectSecondAsync();
        await Workspace.OpenAsync();
        await second.OpenAsync();
        string[] headings = [$"   Workspace: emulator (emulator-rg, {Subscription})", $"   Workspace: second (emulator-rg, {Subscription})"];

        Assert.Equal(headings, Headings("Get-AzQuantumSession -Workspace $workspace, $second"));
        Assert.Equal(headings, Headings("Get-AzQuantumSessionTarget ionq* -Workspace $workspace, $second"));
        Assert.Equal(headings, Headings("Get-AzQuantumSessionQuota -Workspace $workspace, $second"));
        Assert.Empty(Headings("Get-AzQuantumSession -Workspace $second, $second.Id"));
        Assert.Empty(Headings("Get-AzQuantumSession"));
        Assert.Empty(Headings("Get-AzQuantumSessionTarget -Workspace $second"));
    }

    [Fact]
    public async Task ListAvailable_writes_the_workspaces_of_the_sign_in_which_share_it()
    {
        await using EmulatorFixture directory = await ConnectDirectoryAsync();
        QuantumSession forgotten = await Workspace.OpenAsync("forgotten");
        await Workspace.ForgetRequestsAsync();

        IReadOnlyList<QuantumWorkspace> available = Run("($available = Get-AzQuantumWorkspaceConnection -ListAvailable)").AssertNoErrors().As<QuantumWorkspace>();

        Assert.Equal(["directory", "emulator", "gone"], available.Select(workspace => workspace.Name));
        Assert.Same(Run("Get-AzQuantumWorkspaceConnection").Single<QuantumWorkspace>(), available[0]);
        Assert.Equal((Workspace.Server.Endpoint, "access token"), (available[1].Endpoint, available[1].Credential));
        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Contains(forgotten.Id, Run("$available[1] | Get-AzQuantumSession -Open").AssertNoErrors().As<QuantumSession>().Select(session => session.Id));
        AssertError(Run("$available[2] | Get-AzQuantumSession").Error, "NotFound", ErrorCategory.ObjectNotFound, message: "'gone'");
    }

    [Fact]
    public async Task Three_lines_close_everything_forgotten_in_a_tenant()
    {
        await using EmulatorFixture directory = await ConnectDirectoryAsync();
        QuantumSession[] forgotten = [await Workspace.OpenAsync(), await directory.OpenAsync(), await Workspace.OpenAsync(policy: "Continue")];
        await Workspace.SubmitAsync(forgotten[2], fails: true);
        await Workspace.AdvanceAsync(20);
        await Workspace.ForgetRequestsAsync();

        const string Script = "Get-AzQuantumWorkspaceConnection -ListAvailable | Get-AzQuantumSession -Open -OlderThan 0 -ErrorAction SilentlyContinue | Stop-AzQuantumSession";
        string whatIf = Session.Show($"{Script} -WhatIf 2> $null");
        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        ScriptResult result = Run($"{Script} -PassThru");

        Assert.All(forgotten, session => Assert.Contains(session.Id, whatIf, StringComparison.Ordinal));
        Assert.DoesNotContain(requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Subset(result.As<QuantumSession>().Select(session => session.Id).ToHashSet(), forgotten.Select(session => session.Id).ToHashSet());
        Assert.Empty(Run("Get-AzQuantumSession -Open -Workspace $directory, $workspace").AssertNoErrors().Output);
    }

    [Fact]
    public async Task ListAvailable_with_a_key_explains_how_to_sign_in()
    {
        ErrorRecord error = await RunWithoutRequestAsync("Get-AzQuantumWorkspaceConnection -ListAvailable");

        AssertError(error, "InvalidWorkspace", ErrorCategory.InvalidArgument, message: "cannot be listed with an API key");
        Assert.Contains("Connect-AzAccount", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAvailable_reports_denied_access_and_a_closed_connection()
    {
        await using EmulatorFixture directory = await ConnectDirectoryAsync();
        await directory.FailRequestsAsync(403);
        AssertError(Run("Get-AzQuantumWorkspaceConnection -ListAvailable").Error, "AccessDenied", ErrorCategory.PermissionDenied, message: "list workspaces");

        await directory.ClearFaultsAsync();
        Run("$available = Get-AzQuantumWorkspaceConnection -ListAvailable; Disconnect-AzQuantumWorkspace").AssertNoErrors();
        AssertError(Run("$available[1] | Get-AzQuantumSession").Error, "WorkspaceDisconnected", ErrorCategory.ConnectionError, message: "'emulator'");
    }

    private IEnumerable<string> Headings(string script) =>
        Session.Show(script).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Contains("Workspace:", StringComparison.Ordinal));

    private async Task<EmulatorFixture> ConnectSecondAsync()
    {
        EmulatorFixture second = await StartSecondWorkspaceAsync();
        Run("$second = Connect-AzQuantumWorkspace -ConnectionString $secondConnection -SkipValidation").AssertNoErrors();
        Run("$workspace = Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        return second;
    }

    /// <summary>Connects <c>$directory</c>, whose lookups return itself, the workspace of the class, and a workspace without a data plane.</summary>
    private async Task<EmulatorFixture> ConnectDirectoryAsync()
    {
        EmulatorFixture directory = await EmulatorFixture.StartAsync(new()
        {
            Frozen = true,
            WorkspaceName = "directory",
            AccessTokens = [AccessToken],
            OtherWorkspaces = [new(Elsewhere, "gone-rg", "gone"), new(Subscription, "emulator-rg", "emulator", Workspace.Server.Endpoint)],
        });
        Session["endpoint"] = directory.Server.Endpoint;
        Session["token"] = ClientFixture.Secret(AccessToken);
        Run("Disconnect-AzQuantumWorkspace; $directory = Connect-AzQuantumWorkspace directory -ResourceManagerEndpoint $endpoint -AccessToken $token").AssertNoErrors();
        Session["workspace"] = Workspace.Client.Workspace;
        return directory;
    }

    /// <summary>An emulator that accepts a token.</summary>
    public sealed class TokenFixture() : EngineFixture(DefaultOptions with { AccessTokens = [AccessToken] });
}
