using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobSubmitterTests : HandlerTests
{
    private static readonly JobInput Bell = JobInput.FromText(Circuits.Bell);

    [Fact]
    public async Task SubmitAsync_chooses_id_name_and_formats_when_the_user_gives_none()
    {
        QuantumSession session = await Workspace.OpenAsync();

        QuantumSessionJob? job = await SubmitAsync(JobDestination.InSession(session), Bell, new JobRequest());

        Assert.NotNull(job);
        Assert.Equal(
            ($"job-{job.Id[..8]}", "ionq.circuit.v1", "ionq.quantum-results.v1", session.Id),
            (job.Name, job.InputDataFormat, job.OutputDataFormat, job.SessionId));
    }

    [Fact]
    public async Task SubmitAsync_reads_provider_and_target_of_a_session_id()
    {
        QuantumSession session = await Workspace.OpenAsync();

        QuantumSessionJob? job = await SubmitAsync(JobDestination.InSession(session.Id), Bell, new JobRequest { Name = "a" });

        Assert.Equal(("a", "ionq", "ionq.simulator"), (job?.Name, job?.ProviderId, job?.Target));
    }

    [Fact]
    public async Task SubmitAsync_sends_and_opens_nothing_when_the_user_declines()
    {
        Output.ShouldProcessResult = false;
        QuantumSession session = await Workspace.OpenAsync("kept");
        await Workspace.ForgetRequestsAsync();
        var input = new JobInput("/somewhere/step.json", () => throw new InvalidOperationException("The file was opened."));

        Assert.Null(await SubmitAsync(JobDestination.InSession(session), input, new JobRequest()));

        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Equal([$"Submit: job 'step' in session 'kept' ({session.Id}) of workspace 'emulator'"], Output.Prompts);
    }

    [Fact]
    public async Task SubmitAsync_chooses_no_id_before_the_user_confirms()
    {
        Output.ShouldProcessResult = false;
        QuantumSession session = await Workspace.OpenAsync("kept");

        await SubmitAsync(JobDestination.InSession(session), Bell, new JobRequest());

        Assert.Equal([$"Submit: a job in session 'kept' ({session.Id}) of workspace 'emulator'"], Output.Prompts);
    }

    [Theory]
    [InlineData(null, "The input is not valid for target 'ionq.simulator'")]
    [InlineData("a", "The input of job 'a' is not valid for target 'ionq.simulator'")]
    public async Task SubmitAsync_names_the_job_of_an_invalid_input(string? name, string message)
    {
        QuantumSession session = await Workspace.OpenAsync();

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => SubmitAsync(JobDestination.InSession(session), JobInput.FromText("x"), new JobRequest { Name = name }));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_reports_a_missing_file_before_any_request()
    {
        string path = Folder.GetPath("missing.json");

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => SubmitAsync(JobDestination.InSession("any"), JobInput.FromFile(path), new JobRequest()));

        Assert.Equal(("InputNotFound", (object?)path), (error.ToError().Id, error.ToError().Target));
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData("/jobs/", true)]
    [InlineData("/storage/sasUri", false)]
    public async Task SubmitAsync_says_which_job_may_have_been_submitted(string path, bool mayExist)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(504, path);
        var id = Guid.NewGuid();

        QuantumServiceException error = await ClientFixture.FailureAsync(() => SubmitAsync(JobDestination.InSession(session), Bell, new JobRequest { JobId = id }));

        Assert.Equal(mayExist, error.Message.EndsWith($" The job may have been submitted. To read it: Get-AzQuantumSessionJob -Id {id}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "-InputFormat and -OutputFormat")]
    [InlineData("my.own.v1", "-OutputFormat")]
    public async Task SubmitAsync_requires_formats_that_it_cannot_detect(string? inputFormat, string expected)
    {
        QuantumSession session = await Workspace.OpenAsync(target: "echo-quantinuum", provider: "Microsoft.Test.FirstParty");
        var request = new JobRequest { InputFormat = inputFormat };

        CmdletException error = await Assert.ThrowsAsync<CmdletException>(
            () => SubmitAsync(JobDestination.InSession(session), JobInput.FromText("x"), request));

        Assert.Equal("FormatUnknown", error.ToError().Id);
        Assert.EndsWith($"Give {expected}.", error.Message, StringComparison.Ordinal);
    }

    private Task<QuantumSessionJob?> SubmitAsync(JobDestination destination, JobInput input, JobRequest request) =>
        new JobSubmitter(Resolver).SubmitAsync(destination, input, request, null, Output, Token);
}
