using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of what commands accept from the pipeline: objects of the module, serialized objects, rows, and ids.</summary>
public sealed class PipelineInputTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _session;

    public PipelineInputTests(EngineFixture fixture)
        : base(fixture) => _session = Open();

    [Theory]
    [InlineData("Stop-AzQuantumSession -WhatIf", "session", "named")]
    [InlineData("Wait-AzQuantumSession -MaxCost 1 -WhatIf", "session", "named")]
    [InlineData("Stop-AzQuantumSessionJob -WhatIf", "job", "circuit")]
    public async Task WhatIf_names_a_piped_object_by_name_and_id_and_sends_no_request(string command, string variable, string name)
    {
        QuantumSession session = Open(arguments: "ionq.simulator -Name named");
        QuantumSessionJob job = Submit(arguments: "-InputObject $bell -Name circuit");
        await Workspace.ForgetRequestsAsync();

        string shown = Session.Show($"${variable} | {command}");

        Assert.Contains(name, shown, StringComparison.Ordinal);
        Assert.Contains(variable == "job" ? job.Id : session.Id, shown, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData("$session | Get-AzQuantumSession")]
    [InlineData("$session | Stop-AzQuantumSession -PassThru")]
    [InlineData("$session | Show-AzQuantumSession")]
    [InlineData("$session | Wait-AzQuantumSession -Status Waiting, Executing")]
    [InlineData("$session | Get-AzQuantumSessionJob")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $bell")]
    [InlineData("$session | Use-AzQuantumSession { 1 }")]
    [InlineData("Get-AzQuantumSessionTarget ionq.simulator -Workspace $secondWorkspace | New-AzQuantumSession")]
    [InlineData("$job | Get-AzQuantumSessionJob")]
    [InlineData("$job | Stop-AzQuantumSessionJob")]
    [InlineData("$job | Wait-AzQuantumSessionJob -Status Waiting, Executing, Succeeded")]
    public async Task A_piped_object_is_used_with_its_own_connection(string script)
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
        Run("$secondWorkspace = Connect-AzQuantumWorkspace -ConnectionString $secondConnection").AssertNoErrors();
        Open();
        Submit();
        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Run(script).AssertNoErrors();

        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData("$session | Get-AzQuantumSession")]
    [InlineData("$session | Stop-AzQuantumSession")]
    [InlineData("$session | Wait-AzQuantumSession")]
    [InlineData("$session | Get-AzQuantumSessionJob")]
    [InlineData("$job | Receive-AzQuantumSessionJob")]
    [InlineData("$job | Stop-AzQuantumSessionJob")]
    public void A_piped_object_of_a_closed_connection_is_reported_as_disconnected(string script)
    {
        Submit();
        Run("Disconnect-AzQuantumWorkspace").AssertNoErrors();

        Assert.StartsWith("WorkspaceDisconnected,", Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);

        Run("$null = Connect-AzQuantumWorkspace -ConnectionString $connectionString").AssertNoErrors();
        Assert.StartsWith("WorkspaceDisconnected,", Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$job | Stop-AzQuantumSession", "InputInvalid")]
    [InlineData("$job | Get-AzQuantumSession", "InputInvalid")]
    [InlineData("$job | Wait-AzQuantumSession", "InputInvalid")]
    [InlineData("$job | ForEach-Object $deserialize | Stop-AzQuantumSession", "InputInvalid")]
    [InlineData("[pscustomobject] @{ Id = $job.Id; Name = $job.Name; ItemType = 'Job'; SessionId = $job.SessionId } | Stop-AzQuantumSession", "InputInvalid")]
    [InlineData("$job | Use-AzQuantumSession { 1 }", "ParameterArgumentTransformationError")]
    [InlineData("$job | Submit-AzQuantumSessionJob -InputObject $bell", "ParameterArgumentTransformationError")]
    [InlineData("Get-AzQuantumSessionJob -Session $job", "ParameterArgumentTransformationError")]
    public async Task A_job_for_a_session_command_is_one_error_that_names_the_session(string script, string id)
    {
        QuantumSessionJob job = Submit(arguments: "-InputObject $bell -Name circuit");

        ErrorRecord error = await RunWithoutRequestAsync(script);

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'circuit' ({job.Id}) is a job", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Its session is {_session.Id}", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession")]
    [InlineData("New-AzQuantumSession")]
    [InlineData("Stop-AzQuantumSessionJob")]
    public async Task Objects_without_an_id_are_an_error_without_a_request(string command)
    {
        ErrorRecord error = await RunWithoutRequestAsync($"[pscustomobject] @{{ Other = 1 }} | {command}");

        Assert.StartsWith("InputInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(command, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_for_New_AzQuantumSession_is_an_error_that_shows_the_command()
    {
        ErrorRecord error = await RunWithoutRequestAsync("$session | New-AzQuantumSession");

        Assert.Contains("got a session", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("New-AzQuantumSession ionq.simulator", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$session | Get-AzQuantumSessionJob")]
    [InlineData("$session | Wait-AzQuantumSessionJob")]
    [InlineData("$session | Receive-AzQuantumSessionJob")]
    [InlineData("$session | Receive-AzQuantumSessionJob -Wait")]
    [InlineData("$session | ForEach-Object $deserialize | Receive-AzQuantumSessionJob")]
    public async Task A_session_for_a_job_command_stands_for_its_jobs(string script)
    {
        string[] ids = [await Workspace.SubmitAsync(_session), await Workspace.SubmitAsync(_session)];
        await Workspace.AdvanceAsync(60);

        ScriptResult result = Run(script).AssertNoErrors();

        Assert.Equal(ids.Order(), result.Output.Select(item => $"{item}").Order());
    }

    [Fact]
    public async Task A_session_for_Stop_AzQuantumSessionJob_cancels_its_unfinished_jobs()
    {
        await Workspace.SubmitAsync(_session);
        await Workspace.AdvanceAsync(20);
        string running = await Workspace.SubmitAsync(_session);
        await Workspace.ForgetRequestsAsync();

        QuantumSessionJob job = Run("$session | Stop-AzQuantumSessionJob -PassThru").Single<QuantumSessionJob>();

        Assert.Equal(running, job.Id);
        Assert.True(job.IsCancelling);
        Assert.Equal(1, await Workspace.CountRequestsAsync("POST jobs/"));
        await AssertNoRequestAsync("$session | Stop-AzQuantumSessionJob -WhatIf");
    }

    [Fact]
    public async Task A_deserialized_object_of_a_workspace_that_is_not_connected_is_an_error_that_says_what_to_do()
    {
        Run("$read = $session | ForEach-Object $deserialize; $read.Workspace += '2'").AssertNoErrors();

        ErrorRecord error = await RunWithoutRequestAsync("$read | Stop-AzQuantumSession");

        AssertError(error, "WorkspaceDisconnected", ErrorCategory.ConnectionError, message: "Run Connect-AzQuantumWorkspace in this process");
    }

    [Theory]
    [InlineData("$job | ForEach-Object $deserialize | Get-AzQuantumSessionJob")]
    [InlineData("$job | Receive-AzQuantumSessionJob -Wait | Get-AzQuantumSessionJob")]
    [InlineData("$job | Receive-AzQuantumSessionJob -Wait | ForEach-Object $deserialize | Get-AzQuantumSessionJob")]
    public async Task Deserialized_jobs_and_results_refer_to_their_job(string script)
    {
        string id = await Workspace.SubmitAsync(_session);
        await Workspace.AdvanceAsync(60);
        Run($"$job = Get-AzQuantumSessionJob -Id {id}").AssertNoErrors();

        Assert.Equal(id, Run(script).Single<QuantumSessionJob>().Id);
    }

    [Fact]
    public async Task A_workspace_that_differs_from_the_workspace_of_the_object_is_an_error()
    {
        await using EmulatorFixture second = await StartSecondWorkspaceAsync();
        Run("$other = Connect-AzQuantumWorkspace -ConnectionString $secondConnection").AssertNoErrors();

        AssertError(
            await RunWithoutRequestAsync("$session | Stop-AzQuantumSession -Workspace $other"),
            "InvalidWorkspace",
            ErrorCategory.InvalidArgument,
            message: "Omit -Workspace");
    }

    [Theory]
    [InlineData("Stop-AzQuantumSession vqe")]
    [InlineData("Wait-AzQuantumSession vqe")]
    [InlineData("'vqe' | Stop-AzQuantumSession")]
    [InlineData("Get-AzQuantumSession -Id vqe")]
    public void A_name_where_an_id_belongs_is_an_error_that_shows_the_pipeline(string script)
    {
        QuantumSession session = Open(arguments: "ionq.simulator -Name vqe");

        ErrorRecord error = Run(script).Error;

        string command = script.Contains("Stop", StringComparison.Ordinal) ? "Stop" : script[..4].TrimEnd('-');
        AssertError(error, "NotFound", ErrorCategory.ObjectNotFound, "vqe", session.Id);
        Assert.Contains($"Get-AzQuantumSession 'vqe' | {command}-AzQuantumSession", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_name_where_an_id_belongs_is_an_error_that_shows_the_pipeline()
    {
        QuantumSessionJob job = Submit(arguments: "-InputObject $bell -Name circuit");

        ErrorRecord error = Run("Stop-AzQuantumSessionJob circuit").Error;

        AssertError(error, "NotFound", ErrorCategory.ObjectNotFound, "circuit", job.Id);
        Assert.Contains($"Get-AzQuantumSessionJob -SessionId {_session.Id} -Name 'circuit' | Stop-AzQuantumSessionJob", error.ToString(), StringComparison.Ordinal);
    }
}
