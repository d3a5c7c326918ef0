using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Engine;

/// <summary>How many requests commands send. A request is a round trip that the user waits for.</summary>
public sealed class RequestCountTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task New_AzQuantumSession_looks_up_the_provider_and_opens()
    {
        Run("New-AzQuantumSession ionq.simulator").AssertNoErrors();

        Assert.Equal(["GET providerStatus", "PUT sessions"], await ReadRequestsAsync());
    }

    [Fact]
    public async Task New_AzQuantumSession_with_ProviderId_only_opens()
    {
        Run("New-AzQuantumSession ionq.simulator -ProviderId ionq").AssertNoErrors();

        Assert.Equal(["PUT sessions"], await ReadRequestsAsync());
    }

    [Fact]
    public async Task Stop_AzQuantumSession_by_id_only_closes()
    {
        Open();
        await Workspace.ForgetRequestsAsync();

        Run("Stop-AzQuantumSession $session.Id").AssertNoErrors();

        Assert.Equal(["POST sessions"], await ReadRequestsAsync());
    }

    [Fact]
    public async Task Use_AzQuantumSession_opens_and_closes()
    {
        Run("Use-AzQuantumSession ionq.simulator -ProviderId ionq { }").AssertNoErrors();

        Assert.Equal(["PUT sessions", "POST sessions"], await ReadRequestsAsync());
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_with_SessionId_reads_the_session_once()
    {
        Open();
        foreach (string name in (string[])["a.json", "b.json", "c.json"])
        {
            Folder.Write(name, Circuits.Bell);
        }

        Session["files"] = Folder.GetPath("*.json");
        await Workspace.ForgetRequestsAsync();

        Assert.Equal(3, Run("Submit-AzQuantumSessionJob $files -SessionId $session.Id").AssertNoErrors().Output.Count);

        Assert.Equal(1, (await ReadRequestsAsync()).Count(request => request == "GET sessions"));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_by_id_reads_the_job_and_its_result()
    {
        await SubmitEndedJobAsync();

        Run("Receive-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();

        Assert.Equal(["GET jobs", "GET result"], await ReadRequestsAsync());
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_of_a_job_that_has_ended_reads_its_result()
    {
        await SubmitEndedJobAsync();
        Run("$ended = Wait-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Run("Receive-AzQuantumSessionJob -InputObject $ended").AssertNoErrors();

        Assert.Equal(["GET result"], await ReadRequestsAsync());
    }

    [Theory]
    [InlineData("Wait-AzQuantumSession -InputObject $ended")]
    [InlineData("Stop-AzQuantumSession -InputObject $ended")]
    public async Task Commands_send_nothing_for_a_session_that_is_known_to_have_ended(string script)
    {
        Open();
        Run("$ended = Stop-AzQuantumSession $session.Id -PassThru").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Run(script).AssertNoErrors();

        Assert.Empty(await ReadRequestsAsync());
    }

    private async Task SubmitEndedJobAsync()
    {
        Open();
        Run("$job = Submit-AzQuantumSessionJob -Session $session -InputObject $bell").AssertNoErrors();
        await Workspace.AdvanceAsync(60);
        await Workspace.ForgetRequestsAsync();
    }

    // The methods, and the collections or the blobs that they concern.
    private async Task<string[]> ReadRequestsAsync() => [.. (await Workspace.RequestsAsync()).Select(request =>
        request.Contains("/rawOutputData", StringComparison.Ordinal) ? "GET result" : request.Split('/', '?')[0])];
}
