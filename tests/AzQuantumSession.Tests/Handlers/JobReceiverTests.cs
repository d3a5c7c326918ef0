using System.Management.Automation;
using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Client.Jobs;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobReceiverTests : HandlerTests
{
    [Fact]
    public async Task ReceiveAsync_writes_the_result_or_its_bytes()
    {
        QuantumSessionJob job = await SubmitEndedAsync();

        await ReceiveAsync(new JobReceiver(Resolver), job);
        await ReceiveAsync(new JobReceiver(Resolver) { Form = ResultForm.Raw }, job);

        Assert.Equal(["00", "11"], ((QuantumJobResult)Output.Objects[0]).Histogram.Select(item => item.Outcome));
        Assert.StartsWith("{\"histogram\"", Encoding.UTF8.GetString((byte[])Output.Objects[1]), StringComparison.Ordinal);
        Assert.Empty(Output.Warnings);
    }

    [Fact]
    public async Task ReceiveAsync_reports_a_job_without_a_result()
    {
        QuantumSessionJob failed = await SubmitEndedAsync(fails: true);
        string running = await Workspace.SubmitAsync(await Workspace.OpenAsync());

        await ReceiveAsync(new JobReceiver(Resolver), failed);
        await Output.RunForItemAsync(
            running, () => new JobReceiver(Resolver).ReceiveAsync(new ItemReference<QuantumSessionJob>(running), null, Output, Token));

        Assert.Equal(["JobFailed", "JobNotFinished"], Output.Errors.Select(error => error.Id));
        Assert.Contains(failed.ErrorData!.Code!, Output.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Output.Objects);
    }

    [Fact]
    public async Task ReceiveAsync_with_a_file_reports_the_second_job()
    {
        QuantumSessionJob first = await SubmitEndedAsync();
        QuantumSessionJob second = await SubmitEndedAsync();
        string path = Folder.GetPath("result.json");

        await ReceiveAsync(new JobReceiver(Resolver) { OutFile = path }, first, first, second);

        Assert.Equal(("FileNotWritten", ErrorCategory.ResourceExists), (Output.Errors.Single().Id, Output.Errors.Single().Category));
        Assert.Equal(["result.json"], Folder.FileNames);
        Assert.Empty(Output.Objects);
    }

    [Fact]
    public async Task ReceiveAsync_leaves_no_file_when_the_download_fails()
    {
        QuantumSessionJob job = await SubmitEndedAsync();
        await Workspace.FailRequestsAsync(403, "/job-", "GET");

        await ReceiveAsync(new JobReceiver(Resolver) { OutFile = Folder.Path }, job);

        Assert.DoesNotContain("sig=", Output.Errors.Single().Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(Folder.FileNames);
    }

    [Fact]
    public async Task ReceiveAsync_refuses_a_large_result_and_OutFile_and_Raw_accept_it()
    {
        await using EmulatorFixture workspace = await EmulatorFixture.StartAsync(
            new EmulatorOptions { Frozen = true }, new WorkspaceClientSettings { MaxResultSize = 16, Environment = _ => null });
        string id = await workspace.SubmitAsync(await workspace.OpenAsync());
        await workspace.AdvanceAsync(60);
        QuantumSessionJob job = await workspace.Client.GetJobAsync(id, Token);

        await ReceiveAsync(new JobReceiver(Resolver), job);
        await ReceiveAsync(new JobReceiver(Resolver) { Form = ResultForm.Raw }, job);
        await ReceiveAsync(new JobReceiver(Resolver) { OutFile = Folder.Path }, job);

        Assert.Equal(("ResultTooLarge", ErrorCategory.LimitsExceeded), (Output.Errors.Single().Id, Output.Errors.Single().Category));
        Assert.Contains("-OutFile", Output.Errors.Single().RecommendedAction, StringComparison.Ordinal);
        Assert.IsType<byte[]>(Assert.Single(Output.Objects));
        Assert.Equal([$"{id}.json"], Folder.FileNames);
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("C:\\escaped")]
    [InlineData("a\nb")]
    public async Task ReceiveAsync_with_a_folder_writes_no_file_whose_name_can_leave_the_folder(string id)
    {
        await using JobServer server = await JobServer.StartWithResultAsync("{}");
        QuantumSessionJob job = new() { Id = id, Status = "Succeeded", ReadableOutputUri = server.CreateBlobUri("rawOutputData"), Client = server.Client };
        string folder = Directory.CreateDirectory(Folder.GetPath("results")).FullName;

        await ReceiveAsync(new JobReceiver(Resolver) { OutFile = folder }, job);

        Assert.Equal(("FileNotWritten", ErrorCategory.SecurityError), (Output.Errors.Single().Id, Output.Errors.Single().Category));
        Assert.Contains("Give the path of a file to -OutFile", Output.Errors.Single().Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ReceiveAsync_refuses_a_result_above_MaxSize_and_leaves_no_file()
    {
        QuantumSessionJob job = await SubmitEndedAsync();

        await ReceiveAsync(new JobReceiver(Resolver) { Form = ResultForm.Raw, MaxSize = 16 }, job);
        await ReceiveAsync(new JobReceiver(Resolver) { OutFile = Folder.Path, MaxSize = 16 }, job);
        await ReceiveAsync(new JobReceiver(Resolver) { MaxSize = 16 }, job);

        Assert.All(Output.Errors, error => Assert.Equal(("ResultTooLarge", ErrorCategory.LimitsExceeded), (error.Id, error.Category)));
        Assert.Equal(3, Output.Errors.Count);
        Assert.All(Output.Errors, error => Assert.Contains("more than 16 bytes", error.Exception.Message, StringComparison.Ordinal));
        Assert.Contains("-MaximumSize", Output.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Output.Objects);
        Assert.Empty(Folder.FileNames);
    }

    private async Task ReceiveAsync(JobReceiver receiver, params QuantumSessionJob[] jobs)
    {
        foreach (QuantumSessionJob job in jobs)
        {
            await Output.RunForItemAsync(job, () => receiver.ReceiveAsync(ItemReference<QuantumSessionJob>.From(job), null, Output, Token));
        }
    }
}
