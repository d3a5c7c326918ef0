using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionJobFileTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("$job | Get-AzQuantumSessionJobFile")]
    [InlineData("Get-AzQuantumSessionJobFile $job.Id")]
    [InlineData("$session | Get-AzQuantumSessionJobFile")]
    [InlineData("$job | ForEach-Object $deserialize | Get-AzQuantumSessionJobFile")]
    [InlineData("($job | Get-AzQuantumSessionJobFile)[0] | Get-AzQuantumSessionJobFile")]
    public async Task Get_AzQuantumSessionJobFile_lists_the_files_of_a_job(string script)
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        IReadOnlyList<QuantumJobFile> files = Run(script).AssertNoErrors().As<QuantumJobFile>();

        Assert.Equal(["inputData", "rawOutputData"], files.Select(file => file.Name));
        Assert.Equal((Circuits.Bell.Length, "application/json", null), (files[0].Size, files[0].ContentType, files[0].ContentEncoding));
        Assert.Equal((job.Id, job.Name, job.SessionId, job.Workspace), (files[0].JobId, files[0].JobName, files[0].SessionId, files[0].Workspace));
        Assert.NotNull(files[0].LastModifiedTime);
        Assert.NotNull(files[0].ContentMD5);
    }

    [Fact]
    public async Task Get_AzQuantumSessionJobFile_filters_by_name()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        await Workspace.UploadFileAsync(job.Id, "logs/compiler.log", Encoding.UTF8.GetBytes("done"));

        Assert.Equal(["logs/compiler.log", "rawOutputData"], Run("($job | Get-AzQuantumSessionJobFile -Name *.log, RAW*, no*).Name").As<string>());
    }

    [Fact]
    public async Task Get_AzQuantumSessionJobFile_reports_a_name_that_no_file_has()
    {
        await SubmitEndedAsync();
        ScriptResult result = Run("$job | Get-AzQuantumSessionJobFile -Name inputData, outputDat");

        Assert.Equal("inputData", Assert.Single(result.As<QuantumJobFile>()).Name);
        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, "outputDat", "Its files are: inputData, rawOutputData.");
    }

    [Fact]
    public void Get_AzQuantumSessionJobFile_reports_an_absent_job() => AssertNotFound(RunWithoutOutput("Get-AzQuantumSessionJobFile $absent"));

    [Fact]
    public async Task Get_AzQuantumSessionJobFile_sends_one_request_for_a_job_that_was_read()
    {
        await SubmitEndedAsync();
        Run("$read = Get-AzQuantumSessionJob -Id $job.Id").AssertNoErrors();
        await Workspace.ForgetRequestsAsync();

        Run("$read | Get-AzQuantumSessionJobFile").AssertNoErrors();

        Assert.Matches("^GET /emulatorstorage/job-[^/]+$", Assert.Single(await Workspace.RequestsAsync()));
    }

    [Theory]
    [InlineData("Receive-AzQuantumSessionJob")]
    [InlineData("Get-AzQuantumSessionJob")]
    public async Task File_that_is_piped_to_a_command_for_jobs_stands_for_its_job(string command)
    {
        await SubmitEndedAsync();

        Assert.Single(Run($"($job | Get-AzQuantumSessionJobFile -Name inputData) | {command}").AssertNoErrors().Output);
    }

    private async Task<QuantumSessionJob> SubmitEndedAsync()
    {
        Open();
        QuantumSessionJob job = Submit();
        await Workspace.AdvanceAsync(60);
        return job;
    }
}
