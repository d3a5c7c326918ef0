using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

public sealed class ExportAzQuantumSessionReportTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly string _path;

    public ExportAzQuantumSessionReportTests(EngineFixture fixture)
        : base(fixture)
    {
        _path = Folder.GetPath("report [1].html");
        Session["path"] = _path;
    }

    [Theory]
    [InlineData("$session | Export-AzQuantumSessionReport $path")]
    [InlineData("Export-AzQuantumSessionReport $path -Id $session.Id")]
    [InlineData("Export-AzQuantumSessionReport -Path $path -InputObject $session")]
    [InlineData("$session.Id | Export-AzQuantumSessionReport $path")]
    [InlineData("$session | ForEach-Object $deserialize | Export-AzQuantumSessionReport $path")]
    public async Task Export_AzQuantumSessionReport_writes_a_file_and_no_object(string script)
    {
        await OpenExecutingAsync();

        Assert.Empty(Run(script).AssertNoErrors().Output);

        Assert.Contains("<h2>Time line</h2>", await File.ReadAllTextAsync(_path, ClientFixture.Token), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_AzQuantumSessionReport_writes_all_piped_sessions_to_one_file()
    {
        Open("one", "ionq.simulator -Name first");
        Open("two", "ionq.simulator -Name second");

        FileInfo file = Run("$one, $two | Export-AzQuantumSessionReport $path -PassThru").Single<FileInfo>();

        string html = File.ReadAllText(file.FullName);
        Assert.True(html.IndexOf("<bdi>first</bdi>", StringComparison.Ordinal) < html.IndexOf("<bdi>second</bdi>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_AzQuantumSessionReport_with_WhatIf_sends_no_request_and_writes_no_file()
    {
        Open();

        await AssertNoRequestAsync("$session | Export-AzQuantumSessionReport $path -WhatIf");

        Assert.False(File.Exists(_path));
        Assert.Contains(_path, Session.Host.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AzQuantumSessionReport_reports_a_wrong_path_before_any_request()
    {
        Open();
        Session["missing"] = Folder.GetPath("missing/report.html");
        Session["folder"] = Folder.Path;

        AssertError(await RunWithoutRequestAsync("$session | Export-AzQuantumSessionReport $missing"), "FileNotWritten", ErrorCategory.ObjectNotFound, message: "does not exist. Create the folder");
        AssertError(await RunWithoutRequestAsync("$session | Export-AzQuantumSessionReport $folder"), "FileNotWritten", ErrorCategory.InvalidArgument, message: "it is a folder");
        AssertError(await RunWithoutRequestAsync("$session | Export-AzQuantumSessionReport Env:/report"), "FileNotWritten", ErrorCategory.InvalidArgument, message: "not a file path");
        await File.WriteAllTextAsync(_path, "kept", ClientFixture.Token);
        AssertError(await RunWithoutRequestAsync("$session | Export-AzQuantumSessionReport $path -NoClobber"), "FileNotWritten", ErrorCategory.ResourceExists, message: "already exists");
        Assert.Equal("kept", await File.ReadAllTextAsync(_path, ClientFixture.Token));
    }

    [Fact]
    public void Export_AzQuantumSessionReport_overwrites_a_file_and_omits_sessions_that_do_not_exist()
    {
        File.WriteAllText(_path, "old");

        AssertNotFound(Run("$absent | Export-AzQuantumSessionReport $path").Error);
        Assert.Equal("old", File.ReadAllText(_path));

        Open(arguments: "ionq.simulator -Name found");
        AssertNotFound(Run("$absent, $session.Id | Export-AzQuantumSessionReport $path").Error);
        Assert.Contains("<title>Session found</title>", File.ReadAllText(_path), StringComparison.Ordinal);
    }
}
