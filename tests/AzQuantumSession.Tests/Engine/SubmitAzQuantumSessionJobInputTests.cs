using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of the inputs of Submit-AzQuantumSessionJob: which inputs are jobs, from the pipeline and from arguments, and which inputs are not sent.</summary>
public sealed class SubmitAzQuantumSessionJobInputTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _session;

    public SubmitAzQuantumSessionJobInputTests(EngineFixture fixture)
        : base(fixture)
    {
        Folder.Write("a.json", Circuits.Bell);
        Folder.Write("b[1].json", Circuits.Bell);
        Folder.Write("program.qasm", "OPENQASM 2.0;");
        _session = Open();
        Session["folder"] = Folder.Path;
        Session["a"] = new FileInfo(Folder.GetPath("a.json"));
        Session["b"] = new FileInfo(Folder.GetPath("b[1].json"));
        Run("""
            function circuit($qubits) { @{ qubits = $qubits; circuit = @(@{ gate = 'h'; target = 0 }) } }
            $one = circuit 1
            $two = [pscustomobject] (circuit 2)
            """).AssertNoErrors();
    }

    [Theory]
    [InlineData("$one, $two | Submit-AzQuantumSessionJob -Session $session")]
    [InlineData("$one, $two | Submit-AzQuantumSessionJob -SessionId $session.Id")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $one, $two -Session $session")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $one, $two")]
    [InlineData("$list = [System.Collections.Generic.List[object]] ($one, $two); $session | Submit-AzQuantumSessionJob -InputObject $list")]
    public async Task Submit_AzQuantumSessionJob_submits_each_object_as_a_job_in_order(string script)
    {
        IReadOnlyList<QuantumSessionJob> jobs = Run(script).AssertNoErrors().As<QuantumSessionJob>();

        int[] qubits = await Task.WhenAll(jobs.Select(async job => (int)(await ReadJsonAsync(job))["qubits"]!));
        Assert.Equal([1, 2], qubits);
    }

    [Theory]
    [InlineData(", ($one, $two) | Submit-AzQuantumSessionJob -Session $session")]
    [InlineData("Submit-AzQuantumSessionJob -Session $session -InputObject (, ($one, $two))")]
    [InlineData("$circuit = , ($one, $two); $session | Submit-AzQuantumSessionJob -InputObject $circuit")]
    public async Task Submit_AzQuantumSessionJob_submits_a_list_in_a_list_as_one_job(string script)
    {
        QuantumSessionJob job = Run(script).Single<QuantumSessionJob>();

        Assert.Equal(2, (await ReadJsonAsync(job)).AsArray().Count);
    }

    [Theory]
    [InlineData("$bell, $bell | Submit-AzQuantumSessionJob -Session $session")]
    [InlineData("$a, $b | Submit-AzQuantumSessionJob -Session $session", "a", "b[1]")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $a, $b -Session $session", "a", "b[1]")]
    [InlineData("Submit-AzQuantumSessionJob -LiteralPath $a, $b -Session $session", "a", "b[1]")]
    [InlineData("Submit-AzQuantumSessionJob -LP \"$folder/a.json\", \"Microsoft.PowerShell.Core\\FileSystem::$folder/b[1].json\" -SessionId $session.Id", "a", "b[1]")]
    [InlineData("$session | Submit-AzQuantumSessionJob -PSPath $a, $b", "a", "b[1]")]
    [InlineData(", [System.Text.Encoding]::UTF8.GetBytes($bell) * 2 | Submit-AzQuantumSessionJob -Session $session")]
    [InlineData("$bell, $a | Submit-AzQuantumSessionJob -Session $session", null, "a")]
    public async Task Submit_AzQuantumSessionJob_submits_each_text_and_each_file_unchanged(string script, params string?[] names)
    {
        IReadOnlyList<QuantumSessionJob> jobs = Run(script).AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal(2, jobs.Count);
        Assert.All(jobs, (job, index) => Assert.Equal(names.ElementAtOrDefault(index) ?? $"job-{job.Id[..8]}", job.Name));
        foreach (QuantumSessionJob job in jobs)
        {
            Assert.Equal(Circuits.Bell, Encoding.UTF8.GetString(await Workspace.ReadInputAsync(job.Id)));
        }
    }

    [Theory]
    [InlineData("$content | Submit-AzQuantumSessionJob -Session $session")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $content -Session $session")]
    public async Task Submit_AzQuantumSessionJob_joins_the_lines_of_each_file(string script)
    {
        Session["content"] = new object[]
        {
            Content("{\"qubits\":1,", "/one.json", 1), Content("", "/one.json", 2), Content("\"circuit\":[]}", "/one.json", 3), Content("{}", "/two.json", 1),
        };

        IReadOnlyList<QuantumSessionJob> jobs = Run(script).AssertNoErrors().As<QuantumSessionJob>();

        Assert.Equal(["one", "two"], jobs.Select(job => job.Name));
        Assert.Equal("{\"qubits\":1,\n\n\"circuit\":[]}", Encoding.UTF8.GetString(await Workspace.ReadInputAsync(jobs[0].Id)));
    }

    [Theory]
    [InlineData("'{not json'", "line 1, byte 2: 'n' is an invalid start")]
    [InlineData("''", "it is blank", "its path to -Path")]
    [InlineData("\" `n`t\"", "it is blank")]
    [InlineData("'./a.json'", "it is not JSON", "its path to -Path")]
    [InlineData("5", "it is a JSON number, not an object")]
    [InlineData("($bell, $bell)", "it is not JSON", "To submit each string as a job, pipe the list")]
    [InlineData("([System.IO.FileInfo] \"$folder/program.qasm\")", "it is not JSON", "give -InputFormat")]
    [InlineData("([byte[]] (255, 254, 123, 0))", "it is not JSON")]
    public async Task Submit_AzQuantumSessionJob_does_not_send_an_invalid_input(string input, string reason, string advice = "The job was not submitted")
    {
        ErrorRecord error = await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob -InputObject {input}");

        AssertError(error, "InputInvalid", ErrorCategory.InvalidData, message: reason);
        Assert.Contains("'ionq.simulator', whose format is 'ionq.circuit.v1'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Waiting", await ReadStatusAsync(_session));
    }

    [Fact]
    public async Task Submit_AzQuantumSessionJob_does_not_send_a_blank_program()
    {
        Open(arguments: "quantinuum.sim.h2-1sc");

        AssertError(await RunWithoutRequestAsync("'' | Submit-AzQuantumSessionJob -Session $session"), "InputInvalid", ErrorCategory.InvalidData, message: "it is blank");
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_sends_any_input_in_a_specified_format() =>
        Submit(arguments: "-InputObject '{not json' -InputFormat ionq.circuit.v1");

    [Fact]
    public void Submit_AzQuantumSessionJob_reports_an_invalid_input_and_submits_the_others()
    {
        ScriptResult piped = Run("'{', $bell | Submit-AzQuantumSessionJob -Session $session");
        ScriptResult argument = Run("$session | Submit-AzQuantumSessionJob -InputObject $one, @{ rotation = [double]::NaN }, $two");

        Assert.Single(piped.Output);
        AssertError(piped.Error, "InputInvalid", ErrorCategory.InvalidData, _session);
        Assert.Equal(2, argument.Output.Count);
        AssertError(argument.Error, "InputInvalid", ErrorCategory.InvalidData, message: "-InputObject[1] is not valid: rotation is NaN");
    }

    [Theory]
    [InlineData("$session | Submit-AzQuantumSessionJob", "got a session. Give the input with -Path")]
    [InlineData("$job | Submit-AzQuantumSessionJob -Session $session", "got a job")]
    [InlineData("$job | ForEach-Object $deserialize | Submit-AzQuantumSessionJob -Session $session", "got a job")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject @()", "is an empty list")]
    [InlineData("$session | Submit-AzQuantumSessionJob -InputObject $one, $two -JobId $absent", "more than one input")]
    public async Task Submit_AzQuantumSessionJob_rejects_what_is_not_an_input_without_a_request(string script, string message)
    {
        Submit();

        AssertError(await RunWithoutRequestAsync(script), "InputInvalid", ErrorCategory.InvalidArgument, message: message);
    }

    [Fact]
    public void Submit_AzQuantumSessionJob_with_JobId_submits_the_first_piped_object_only()
    {
        ScriptResult result = Run("$one, $two | Submit-AzQuantumSessionJob -Session $session -JobId ([guid]::NewGuid())");

        Assert.Single(result.Output);
        AssertError(result.Error, "InputInvalid", ErrorCategory.InvalidArgument, message: "more than one input");
    }

    [Theory]
    [InlineData("-LiteralPath \"$folder/[a].json\"", "is not the path of a file")]
    [InlineData("-LiteralPath Env:PATH", "is not the path of a file")]
    [InlineData("-LiteralPath nodrive:/a.json", "nodrive")]
    [InlineData("-Path \"$folder/b[1].json\"", "give its path to -LiteralPath")]
    public async Task Submit_AzQuantumSessionJob_reports_a_path_that_is_not_a_file(string arguments, string message) => AssertError(
        await RunWithoutRequestAsync($"$session | Submit-AzQuantumSessionJob {arguments}"), "InputNotFound", ErrorCategory.ObjectNotFound, message: message);

    [Theory]
    [InlineData("$one, $two, $bell, '{not json' | Submit-AzQuantumSessionJob -Session $session -WhatIf")]
    [InlineData("@() | Submit-AzQuantumSessionJob -Session $session")]
    public Task Submit_AzQuantumSessionJob_sends_no_request_for_piped_input_with_WhatIf_or_without_input(string script) => AssertNoRequestAsync(script);

    private static PSObject Content(string line, string path, long readCount)
    {
        var content = new PSObject(line);
        content.Properties.Add(new PSNoteProperty("PSPath", path));
        content.Properties.Add(new PSNoteProperty("ReadCount", readCount));
        return content;
    }

    private async Task<JsonNode> ReadJsonAsync(QuantumSessionJob job) => JsonNode.Parse(await Workspace.ReadInputAsync(job.Id))!;
}
