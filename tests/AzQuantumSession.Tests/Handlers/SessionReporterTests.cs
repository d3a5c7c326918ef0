using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionReporterTests : HandlerTests
{
    private string Path => Folder.GetPath("report.html");

    private string Html => File.ReadAllText(Path);

    [Fact]
    public async Task WriteAsync_writes_the_sessions_with_their_results()
    {
        QuantumSession session = await Workspace.OpenAsync("<script>alert(1)</script>", policy: "Continue");
        await Workspace.SubmitAsync(session);
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(60);
        QuantumSession other = await Workspace.OpenAsync("other");

        await WriteAsync(new SessionReporter(Output, Resolver, Path, TimeProvider.System) { PassThru = true }, session, other);

        Html.AssertContains(
            "<title>2 sessions</title>", "&lt;script&gt;alert(1)&lt;/script&gt;", """<bdi>11</bdi></th><td><i style="width:100%"></i>""", "<h2>Failures</h2>");
        Assert.DoesNotContain("<script", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", Html, StringComparison.Ordinal);
        Assert.Equal(Path, Assert.IsType<FileInfo>(Output.Objects.Single()).FullName);
        Assert.Contains(Output.Progress, progress => progress.Status == "0 of 1 job");
        Assert.True(Output.Progress[^1].IsCompleted);
        Assert.Empty(Output.Warnings);
    }

    [Fact]
    public async Task WriteAsync_shows_why_a_result_cannot_be_read_and_warns()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(60);
        await Workspace.FailRequestsAsync(403, "/job-", "GET", code: "AuthorizationFailure");

        await WriteAsync(new SessionReporter(Output, Resolver, Path, TimeProvider.System), session);

        Assert.Contains("The result cannot be read: <bdi>", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", Html, StringComparison.Ordinal);
        Assert.Equal($"1 result of {session.DisplayName} cannot be read. The report contains the reason.", Output.Warnings.Single());
        Assert.Empty(Output.Objects);
    }

    [Fact]
    public async Task WriteAsync_without_a_session_writes_no_file()
    {
        await new SessionReporter(Output, Resolver, Path, TimeProvider.System) { PassThru = true }.WriteAsync(Token);

        Assert.False(File.Exists(Path));
        Assert.Empty(Output.Objects);
    }

    [Fact]
    public async Task WriteAsync_does_not_overwrite_a_file_that_appears_during_the_command()
    {
        QuantumSession session = await Workspace.OpenAsync();
        SessionReporter reporter = new(Output, Resolver, Path, TimeProvider.System) { NoClobber = true };
        reporter.ThrowIfNotWritable();
        Folder.Write("report.html", "other");

        CmdletError error = (await Assert.ThrowsAsync<CmdletException>(() => WriteAsync(reporter, session))).ToError();

        Assert.Equal(("FileNotWritten", ErrorCategory.WriteError), (error.Id, error.Category));
        Assert.Equal("other", Html);
    }

    [Fact]
    public void ThrowIfNotWritable_names_the_reason_and_what_to_do()
    {
        AssertNotWritable(Folder.Path, ErrorCategory.InvalidArgument, "is a folder");
        AssertNotWritable(System.IO.Path.Combine(Folder.Path, "missing", "a.html"), ErrorCategory.ObjectNotFound, $"the folder '{System.IO.Path.Combine(Folder.Path, "missing")}' does not exist");
        Folder.Write("report.html", "");
        AssertNotWritable(Path, ErrorCategory.ResourceExists, "Omit -NoClobber", noClobber: true);
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        AssertNotWritable(Path, ErrorCategory.PermissionDenied, "Use -Force");
        File.SetAttributes(Path, FileAttributes.Normal);
        new SessionReporter(Output, Resolver, Path, TimeProvider.System).ThrowIfNotWritable();
        new SessionReporter(Output, Resolver, Folder.GetPath("new.html"), TimeProvider.System) { NoClobber = true }.ThrowIfNotWritable();
    }

    [Fact]
    public async Task WriteAsync_with_Force_overwrites_a_read_only_file()
    {
        Folder.Write("report.html", new string('x', 100_000));
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        SessionReporter reporter = new(Output, Resolver, Path, TimeProvider.System) { Force = true };
        reporter.ThrowIfNotWritable();

        await WriteAsync(reporter, await Workspace.OpenAsync());

        Assert.EndsWith("</html>\n", Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_reads_each_session_in_its_own_workspace()
    {
        await using EmulatorFixture second = await StartWorkspaceAsync("second");

        await WriteAsync(new SessionReporter(Output, Resolver, Path, TimeProvider.System), await Workspace.OpenAsync("here"), await second.OpenAsync("there"));

        Html.AssertContains("/workspaces/second</bdi>", "<bdi>there</bdi>");
    }

    private void AssertNotWritable(string path, ErrorCategory category, string message, bool noClobber = false)
    {
        SessionReporter reporter = new(Output, Resolver, path, TimeProvider.System) { NoClobber = noClobber };

        CmdletException exception = Assert.Throws<CmdletException>(reporter.ThrowIfNotWritable);

        Assert.True(exception.IsTerminating);
        Assert.Equal(("FileNotWritten", category, path), (exception.ToError().Id, exception.ToError().Category, exception.ToError().Target));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(SessionReporter reporter, params QuantumSession[] sessions)
    {
        foreach (QuantumSession session in sessions)
        {
            await reporter.AddAsync(ItemReference<QuantumSession>.From(session), null, Token);
        }

        await reporter.WriteAsync(Token);
    }
}
