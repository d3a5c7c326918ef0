using System.Management.Automation;
using System.Text;

namespace AzQuantumSession.Tests.Engine;

public sealed class ReceiveAzQuantumSessionJobFileTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly byte[] Binary = [0x42, 0x43, 0xC0, 0xDE, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("$job | Receive-AzQuantumSessionJobFile -Name inputData")]
    [InlineData("Receive-AzQuantumSessionJobFile $job.Id -Name input*")]
    [InlineData("$session | Receive-AzQuantumSessionJobFile -Name inputData")]
    [InlineData("$job | Get-AzQuantumSessionJobFile -Name inputData | Receive-AzQuantumSessionJobFile")]
    [InlineData("$job | Get-AzQuantumSessionJobFile | Receive-AzQuantumSessionJobFile -Name inputData")]
    [InlineData("$job | Get-AzQuantumSessionJobFile -Name inputData | ForEach-Object $deserialize | Receive-AzQuantumSessionJobFile")]
    public async Task Receive_AzQuantumSessionJobFile_returns_text(string script)
    {
        await SubmitEndedAsync();

        Assert.Equal(Circuits.Bell, Run(script).Single<string>());
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_returns_bytes_for_binary_files_and_with_AsRaw()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        await Workspace.UploadFileAsync(job.Id, "binary", Binary);
        await Workspace.UploadFileAsync(job.Id, "latin1", [0xE4]);

        Assert.Equal(Binary, Run("$job | Receive-AzQuantumSessionJobFile -Name binary").Single<byte[]>());
        Assert.Equal([0xE4], Run("$job | Receive-AzQuantumSessionJobFile -Name latin1").Single<byte[]>());
        Assert.Equal(Encoding.UTF8.GetBytes(Circuits.Bell), Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -AsRaw").Single<byte[]>());
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_decompresses_unless_AsRaw_is_specified()
    {
        Open();
        Submit(arguments: "-InputObject $bell -Compress");
        Session["file"] = Folder.GetPath("input.json");

        Assert.Equal(Circuits.Bell, Run("$job | Receive-AzQuantumSessionJobFile -Name inputData").Single<string>());
        byte[] raw = Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -AsRaw").Single<byte[]>();
        Assert.Equal(Circuits.Bell, Encoding.UTF8.GetString(Gzip.Decompress(raw)));
        Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile $file").AssertNoErrors();
        Assert.Equal(Circuits.Bell, await File.ReadAllTextAsync(Folder.GetPath("input.json"), Token));
        Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile $file -AsRaw -Force").AssertNoErrors();
        Assert.Equal(raw, await File.ReadAllBytesAsync(Folder.GetPath("input.json"), Token));
        Assert.Equal(["input.json"], Folder.FileNames);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_reports_invalid_gzip()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        await Workspace.UploadFileAsync(job.Id, "broken", Binary, "gzip");

        AssertError(
            RunWithoutOutput("$job | Receive-AzQuantumSessionJobFile -Name broken"), "InvalidResponse", ErrorCategory.InvalidResult, message: "-AsRaw returns it");
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_with_a_folder_writes_a_folder_for_each_job()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        QuantumSessionJob second = Submit("second");
        await Workspace.UploadFileAsync(job.Id, "logs/compiler.log", Encoding.UTF8.GetBytes("done"));
        Session["folder"] = Folder.Path;

        Assert.Empty(Run("$session | Receive-AzQuantumSessionJobFile -OutFile $folder").AssertNoErrors().Output);

        Assert.Equal("done", await File.ReadAllTextAsync(Folder.GetPath($"{job.Id}/logs/compiler.log"), Token));
        Assert.Equal(Circuits.Bell, await File.ReadAllTextAsync(Folder.GetPath($"{second.Id}/inputData"), Token));
        Assert.Equal(4, Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_overwrites_a_file_only_with_Force()
    {
        await SubmitEndedAsync();
        string path = Folder.Write("input.json", "mine");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Session["file"] = path;

        ErrorRecord error = RunWithoutOutput("$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile $file");
        AssertError(error, "FileNotWritten", ErrorCategory.ResourceExists, message: "it already exists. Use -Force");
        Assert.Equal("mine", await File.ReadAllTextAsync(path, Token));

        Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile $file -Force").AssertNoErrors();
        Assert.Equal(Circuits.Bell, await File.ReadAllTextAsync(path, Token));
        AssertError(
            Run("$job | Receive-AzQuantumSessionJobFile -OutFile $file -Force").Error, "FileNotWritten", ErrorCategory.ResourceExists, message: "Give a folder to -OutFile");
    }

    [Theory]
    [InlineData("\"$folder/missing/x\"", ErrorCategory.WriteError, "missing' does not exist")]
    [InlineData("Env:/x", ErrorCategory.InvalidArgument, "is not a file path")]
    public async Task Receive_AzQuantumSessionJobFile_reports_a_path_that_cannot_be_written(string path, ErrorCategory category, string message)
    {
        await SubmitEndedAsync();
        Session["folder"] = Folder.Path;

        AssertError(Run($"$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile {path}").Error, "FileNotWritten", category, message: message);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_writes_no_file_outside_its_folder()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        await Workspace.UploadFileAsync(job.Id, "C:evil", Encoding.UTF8.GetBytes("x"));
        Session["folder"] = Folder.Path;
        Session["file"] = Folder.GetPath("evil");

        AssertError(
            Run("$job | Receive-AzQuantumSessionJobFile -Name C:evil -OutFile $folder").Error,
            "FileNotWritten",
            ErrorCategory.SecurityError,
            message: "Give the path of a file to -OutFile");
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
        Run("$job | Receive-AzQuantumSessionJobFile -Name C:evil -OutFile $file").AssertNoErrors();
        Assert.Equal(["evil"], Folder.FileNames);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_with_WhatIf_writes_no_file()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        Session["folder"] = Folder.Path;

        Run("$job | Receive-AzQuantumSessionJobFile -OutFile $folder -WhatIf").AssertNoErrors();

        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
        Assert.Equal(0, await Workspace.CountRequestsAsync($"GET /emulatorstorage/job-{job.Id}/"));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_continues_an_interrupted_download()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        byte[] content = new byte[300_000];
        new Random(5).NextBytes(content);
        await Workspace.UploadFileAsync(job.Id, "big", content);
        QuantumJobFile file = Run("$job | Get-AzQuantumSessionJobFile -Name big").Single<QuantumJobFile>();
        Session["path"] = Folder.GetPath("big");
        string partial = Folder.GetPath($"big.{file.ETag!.Trim('"')}.partial");
        await File.WriteAllBytesAsync(partial, content[..100_000], Token);

        ScriptResult result = Run("$job | Receive-AzQuantumSessionJobFile -Name big -OutFile $path -Verbose").AssertNoErrors();

        Assert.Equal(content, await File.ReadAllBytesAsync(Folder.GetPath("big"), Token));
        Assert.Equal(["big"], Folder.FileNames);
        Assert.Contains(result.Verbose, line => line.Contains("Continuing the download of 'big' after 97.7 KB.", StringComparison.Ordinal));
        Assert.Contains(result.Progress, record => record.StatusDescription == "293 KB of 293 KB");
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_keeps_the_file_when_the_download_fails()
    {
        await SubmitEndedAsync();
        Session["file"] = Folder.Write("input.json", "mine");
        await Workspace.FailRequestsAsync(403, "inputData", "GET");

        AssertError(
            Run("$job | Receive-AzQuantumSessionJobFile -Name inputData -OutFile $file -Force").Error, "AccessDenied", ErrorCategory.PermissionDenied);

        await Workspace.ClearFaultsAsync();
        Assert.Equal("mine", await File.ReadAllTextAsync(Folder.GetPath("input.json"), Token));
        Assert.Equal(["input.json"], Folder.FileNames);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_reports_a_file_that_was_deleted()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        Session["copy"] = new QuantumJobFile { Name = "gone", JobId = job.Id, JobName = job.Name, Workspace = job.Workspace };

        AssertError(
            RunWithoutOutput("$copy | Receive-AzQuantumSessionJobFile"), "NotFound", ErrorCategory.ObjectNotFound, message: "Its files are: inputData, rawOutputData.");
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJobFile_rejects_Force_without_OutFile() => AssertError(
        await RunWithoutRequestAsync("Receive-AzQuantumSessionJobFile $absent -Force"), "InputInvalid", ErrorCategory.InvalidArgument, message: "-OutFile only");

    private async Task<QuantumSessionJob> SubmitEndedAsync()
    {
        Open();
        QuantumSessionJob job = Submit();
        await Workspace.AdvanceAsync(60);
        return job;
    }
}
