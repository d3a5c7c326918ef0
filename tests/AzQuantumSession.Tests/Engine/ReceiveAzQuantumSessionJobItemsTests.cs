using System.Collections;
using System.Management.Automation;
using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Tests of the results of jobs with several programs, and of results without outcomes.</summary>
public sealed class ReceiveAzQuantumSessionJobItemsTests : EngineTests, IClassFixture<EngineFixture>
{
    private const string Items = "-InputParams @{ items = @(0..2 | ForEach-Object { @{ entryPoint = 'ENTRYPOINT__main'; arguments = @($_) } }) } -Shots 10 -Name batch";

    public ReceiveAzQuantumSessionJobItemsTests(EngineFixture fixture)
        : base(fixture) => Session["bitcode"] = new byte[] { 0x42, 0x43, 0xC0, 0xDE, 1, 2, 3, 4 };

    [Fact]
    public async Task Receive_AzQuantumSessionJob_writes_a_result_for_each_program()
    {
        QuantumSessionJob job = await SubmitAsync("quantinuum.sim.h2-1e", Items);

        IReadOnlyList<QuantumJobResult> results = Run("$results = $job | Receive-AzQuantumSessionJob; $results").AssertNoErrors().As<QuantumJobResult>();

        Assert.Equal([0, 1, 2], results.Select(result => result.ItemIndex!.Value));
        Assert.Equal(["00", "01", "10"], results.Select(result => Assert.Single(result.Histogram).Outcome));
        Assert.All(results, result => Assert.Equal((job.Id, "batch", 10L, true, null), (result.JobId, result.Name, result.ShotCount, result.IsParsed, result.ParseError)));
        Assert.Equal([0, 1, 2], Run("$results.Histogram.ItemIndex").As<int>());
        Assert.DoesNotContain("[0,0]", results[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_writes_one_result_without_an_index_for_one_program()
    {
        await SubmitAsync("quantinuum.sim.h2-1e", "");

        Assert.Null(Run("$job | Receive-AzQuantumSessionJob").Single<QuantumJobResult>().ItemIndex);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsTable_writes_a_row_for_each_program()
    {
        await SubmitAsync("quantinuum.sim.h2-1e", Items);

        PSObject[] rows = [.. Run("$job | Receive-AzQuantumSessionJob -AsTable").AssertNoErrors().Output!];

        Assert.Equal(["JobName", "ItemIndex", "Target", "ShotCount", "00", "01", "10", "JobId"], rows[0].Properties.Select(property => property.Name));
        Assert.Equal([0, 1, 2], rows.Select(row => row.Properties["ItemIndex"].Value));
        Assert.Equal([0.0, 1.0, 0.0], rows.Select(row => row.Properties["01"].Value));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsHashtable_writes_a_hashtable_for_each_program()
    {
        await SubmitAsync("quantinuum.sim.h2-1e", Items);

        IReadOnlyList<Hashtable> tables = Run("$job | Receive-AzQuantumSessionJob -AsHashtable").AssertNoErrors().As<Hashtable>();

        Assert.Equal(["00", "01", "10"], tables.Select(table => table.Keys.Cast<string>().Single()));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_with_AsRaw_writes_the_whole_result()
    {
        await SubmitAsync("quantinuum.sim.h2-1e", Items);

        byte[] raw = Run("$job | Receive-AzQuantumSessionJob -AsRaw").Single<byte[]>();

        Assert.StartsWith("{\"DataFormat\":\"microsoft.quantum-results.v2\",\"Results\":[{", Encoding.UTF8.GetString(raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_AzQuantumSessionResult_measures_each_program()
    {
        await SubmitAsync("quantinuum.sim.h2-1e", Items);

        IReadOnlyList<QuantumExpectation> parities = Run("$job | Receive-AzQuantumSessionJob | Measure-AzQuantumSessionResult -Parity").AssertNoErrors().As<QuantumExpectation>();

        Assert.Equal([(0, 1.0), (1, -1.0), (2, -1.0)], parities.Select(parity => (parity.ItemIndex!.Value, parity.Value)));
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_reads_resource_estimates()
    {
        await SubmitAsync("microsoft.estimator", "-Name estimate");

        ScriptResult received = Run("$result = $job | Receive-AzQuantumSessionJob; $result");
        QuantumJobResult result = received.Single<QuantumJobResult>();

        Assert.Empty(received.Warnings);
        Assert.Equal((true, null, "microsoft.resource-estimates.v1"), (result.IsParsed, result.ParseError, result.OutputDataFormat));
        Assert.Empty(result.Histogram);
        Assert.Equal(1200L, Run("$result.ResourceEstimates.physicalCounts.physicalQubits").Single<long>());
        Assert.Contains("because it contains resource estimates", Run("$result | Measure-AzQuantumSessionResult -Parity").Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("because it contains resource estimates", Assert.Single(Run("$job | Receive-AzQuantumSessionJob -AsHashtable").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_AzQuantumSessionJob_refuses_a_result_that_is_too_large_to_be_parsed()
    {
        await using EmulatorFixture workspace = await EmulatorFixture.StartAsync(
            new EmulatorOptions { Frozen = true }, new WorkspaceClientSettings { MaxResultSize = 16, Environment = _ => null });
        string id = await workspace.SubmitAsync(await workspace.OpenAsync());
        await workspace.AdvanceAsync(60);
        Session["job"] = await workspace.Client.GetJobAsync(id, ClientFixture.Token);

        AssertError(Run("$job | Receive-AzQuantumSessionJob").Error, "ResultTooLarge", ErrorCategory.LimitsExceeded, message: "Give a file to -OutFile");
        Assert.StartsWith("{", Encoding.UTF8.GetString(Run("$job | Receive-AzQuantumSessionJob -AsRaw").Single<byte[]>()), StringComparison.Ordinal);
    }

    private async Task<QuantumSessionJob> SubmitAsync(string target, string arguments)
    {
        Open(arguments: $"{target} -JobFailurePolicy Continue");
        QuantumSessionJob job = Submit(arguments: $"-InputObject $bitcode {arguments}");
        await Workspace.AdvanceAsync(60);
        return job;
    }
}
