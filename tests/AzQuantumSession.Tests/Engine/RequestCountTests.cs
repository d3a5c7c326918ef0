using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>How many requests commands send. A request is a round trip that the user waits for.</summary>
public sealed class RequestCountTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public Task New_AzQuantumSession_looks_up_the_provider_and_opens() =>
        AssertRequestsAsync("New-AzQuantumSession ionq.simulator", "GET providerStatus", "PUT sessions");

    [Fact]
    public Task New_AzQuantumSession_with_ProviderId_only_opens() =>
        AssertRequestsAsync("New-AzQuantumSession ionq.simulator -ProviderId ionq", "PUT sessions");

    [Fact]
    public async Task Stop_AzQuantumSession_by_id_only_closes()
    {
        Open();

        await AssertRequestsAsync("Stop-AzQuantumSession $session.Id", "POST sessions");
    }

    [Fact]
    public Task Use_AzQuantumSession_opens_and_closes() =>
        AssertRequestsAsync("Use-AzQuantumSession ionq.simulator -ProviderId ionq { }", "PUT sessions", "POST sessions");

    [Fact]
    public async Task Submit_AzQuantumSessionJob_requests_a_storage_URI_uploads_and_puts_the_job()
    {
        Open();

        await AssertRequestsAsync(
            "Submit-AzQuantumSessionJob -InputObject $bell -Session $session", "POST storage", "PUT input", "PUT jobs");
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_SessionId_does_not_read_a_session_that_was_opened()
    {
        Open();

        await AssertRequestsAsync(
            "Submit-AzQuantumSessionJob -InputObject $bell -SessionId $session.Id.ToUpperInvariant()", "POST storage", "PUT input", "PUT jobs");
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_SessionId_reads_another_session_once()
    {
        Session["id"] = (await Workspace.OpenAsync()).Id;
        foreach (string name in (string[])["a.json", "b.json", "c.json"])
        {
            Folder.Write(name, Circuits.Bell);
        }

        Session["files"] = Folder.GetPath("*.json");
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(3, Run("Submit-AzQuantumSessionJob $files -SessionId $id").AssertNoErrors().Output.Count);
        Assert.Equal(3, Run("Submit-AzQuantumSessionJob $files -SessionId $id").AssertNoErrors().Output.Count);

        Assert.Equal(1, (await Workspace.ReadRequestTypesAsync()).Count(request => request == "GET sessions"));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_by_id_reads_the_job_and_its_result()
    {
        await SubmitEndedJobAsync();

        await AssertRequestsAsync("Receive-AzQuantumSessionJob -Id $job.Id", "GET jobs", "GET result");
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_of_a_job_that_has_ended_reads_its_result()
    {
        await SubmitEndedJobAsync();
        Run("$ended = Wait-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();

        await AssertRequestsAsync("Receive-AzQuantumSessionJob -InputObject $ended", "GET result");
    }

    [Theory]
    [InlineData("Wait-AzQuantumSession -InputObject $ended")]
    [InlineData("Stop-AzQuantumSession -InputObject $ended")]
    public async Task Commands_send_nothing_for_a_session_that_is_known_to_have_ended(string script)
    {
        Open();
        Run("$ended = Stop-AzQuantumSession $session.Id -PassThru").AssertNoErrors();

        await AssertRequestsAsync(script);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 4)]
    [InlineData(150, 4)]
    public async Task Wait_AzQuantumSession_lists_300_sessions(int ended, int requests)
    {
        await Workspace.AdvanceAsync(1);
        Run("$many = 1..300 | ForEach-Object { New-AzQuantumSession ionq.simulator -ProviderId ionq }").AssertNoErrors();
        Run($"for ($i = 0; $i -lt {ended}; $i++) {{ $many[$i] | Stop-AzQuantumSession }}").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("$many | Wait-AzQuantumSession -Timeout 0");
        int count = (await Workspace.RequestsAsync()).Count;
        Run("$many | Stop-AzQuantumSession").AssertNoErrors();

        Assert.Equal((ended, 300 - ended), (result.Output.Count, result.Errors.Count));
        Assert.Equal(requests, count);
    }

    [Fact]
    public async Task New_AzQuantumSession_of_a_target_object_only_opens()
    {
        Run("$target = Get-AzQuantumSessionTarget ionq.simulator").AssertNoErrors();

        await AssertRequestsAsync("$target | New-AzQuantumSession", "PUT sessions");
    }

    [Fact]
    public async Task Use_AzQuantumSession_of_a_session_only_closes()
    {
        Open();

        await AssertRequestsAsync("Use-AzQuantumSession -Session $session { }", "POST sessions");
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_reads_no_session_that_was_serialized()
    {
        Open();

        await AssertRequestsAsync(
            "Submit-AzQuantumSessionJob -InputObject $bell -Session ($session | ForEach-Object $deserialize)",
            "POST storage", "PUT input", "PUT jobs");
    }

    [Theory]
    [InlineData("$job | Stop-AzQuantumSessionJob", "POST jobs")]
    [InlineData("Stop-AzQuantumSessionJob -Id $job.Id", "POST jobs")]
    [InlineData("$job | Stop-AzQuantumSessionJob -PassThru", "POST jobs", "GET jobs")]
    [InlineData("$job | Set-AzQuantumSessionJob -Name new", "PATCH jobs")]
    [InlineData("$job | Get-AzQuantumSessionJobFile", "GET jobs", "GET files")]
    public async Task Commands_send_their_own_requests_for_a_job(string script, params string[] requests)
    {
        Open();
        Submit();

        await AssertRequestsAsync(script, requests);
    }

    [Theory]
    [InlineData("$ended | Stop-AzQuantumSessionJob")]
    [InlineData("$ended | Remove-AzQuantumSessionJob -Confirm:$false", "DELETE jobs")]
    [InlineData("$ended | Get-AzQuantumSessionJobFile", "GET files")]
    [InlineData("$ended | Receive-AzQuantumSessionJob -Wait", "GET result")]
    public async Task Commands_do_not_read_a_job_that_is_known_to_have_ended(string script, params string[] requests)
    {
        await SubmitEndedJobAsync();
        Run("$ended = Get-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();

        await AssertRequestsAsync(script, requests);
    }

    [Theory]
    [InlineData("$ended | Show-AzQuantumSession")]
    [InlineData("$ended | Export-AzQuantumSessionReport $path")]
    public async Task Commands_do_not_read_a_session_that_is_known_to_have_ended(string script)
    {
        Open();
        Run("$ended = Stop-AzQuantumSession $session.Id -PassThru").AssertNoErrors();
        Session["path"] = Folder.GetPath("report.html");
        await Workspace.ForgetRequestsAsync();

        Run(script).AssertNoErrors();

        Assert.StartsWith("GET sessions/", Assert.Single(await Workspace.RequestsAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await Workspace.CountRequestsAsync("/jobs"));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_reads_the_job_once_if_storage_refuses_its_URI()
    {
        await SubmitEndedJobAsync();
        Run("$ended = Wait-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();
        await Workspace.FailRequestsAsync(403, "rawOutputData", times: 2, code: "AuthenticationFailed");
        await Workspace.ForgetRequestsAsync();

        AssertError(
            RunWithoutOutput("Receive-AzQuantumSessionJob -InputObject $ended"), "AccessDenied", ErrorCategory.PermissionDenied);

        Assert.Equal(["GET result", "GET jobs", "GET result"], await Workspace.ReadRequestTypesAsync());
        await AssertRequestsAsync("Receive-AzQuantumSessionJob -InputObject $ended", "GET result");
    }

    private async Task SubmitEndedJobAsync()
    {
        Open();
        Submit();
        await Workspace.AdvanceAsync(60);
    }

    private async Task AssertRequestsAsync(string script, params string[] expected)
    {
        await Workspace.ForgetRequestsAsync();

        Run(script).AssertNoErrors();

        Assert.Equal(expected, await Workspace.ReadRequestTypesAsync());
    }
}
