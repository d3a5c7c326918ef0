using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Tests.Model;

namespace AzQuantumSession.Tests.Handlers;

public sealed class ResultTableTests
{
    private readonly RecordingCmdletOutput _output = new();

    [Fact]
    public void Write_creates_a_column_for_each_outcome_of_any_result()
    {
        Write(Results.FromCounts(("11", 1), ("00", 3)), Results.FromCounts(("01", 2)));

        Assert.Equal(["JobName", "Target", "ShotCount", "00", "01", "11", "JobId"], Names(0));
        Assert.Equal(["bell", "ionq.simulator", 4L, 0.75, 0.0, 0.25, Results.JobId], Values(0));
        Assert.Equal(["bell", "ionq.simulator", 2L, 0.0, 1.0, 0.0, Results.JobId], Values(1));
        Assert.Empty(_output.Warnings);
    }

    [Fact]
    public void Write_leaves_outcomes_with_another_number_of_bits_empty()
    {
        Write(Results.FromCounts(("0", 1)), Results.FromCounts(("00", 1)), Results.CreateUnparsed());

        Assert.Equal([1.0, null], Values(0)[3..5]);
        Assert.Equal([null, 1.0], Values(1)[3..5]);
        Assert.Equal([null, null], Values(2)[3..5]);
    }

    [Fact]
    public void Write_keeps_outcomes_of_the_same_length_together()
    {
        Write(Results.FromCounts(("1", 1), ("0", 1)), Results.FromCounts(("11", 1), ("00", 1)));

        Assert.Equal(["0", "1", "00", "11"], Names(0)[3..7]);
    }

    [Fact]
    public void Write_limits_the_columns_of_30_qubits_and_says_so()
    {
        // The probabilities descend: 100, 99, ... of 5050 shots.
        Write(Results.FromCounts([.. Enumerable.Range(0, 100).Select(i => (new string('0', 23) + Convert.ToString(i, 2).PadLeft(7, '0'), 100L - i))]));

        Assert.Equal(
            "The results have 100 different outcomes. The table has columns for the 64 most probable outcomes, and Other is the sum of the other probabilities. Without -AsTable, the results have all outcomes.",
            Assert.Single(_output.Warnings));
        Assert.Equal(3 + 64 + 2, Names(0).Length);
        Assert.Equal([new string('0', 24) + "111111", "Other", "JobId"], Names(0)[^3..]);
        // 36 + 35 + ... + 1 = 666
        Assert.Equal(666 / 5050.0, Assert.IsType<double>(Values(0)[^2]), 12);
    }

    [Fact]
    public void Write_adds_outcomes_that_cannot_be_columns_to_Other()
    {
        Write(Results.FromCounts(("JobName", 1), ("true", 2), ("True", 1)));

        Assert.Equal(["JobName", "Target", "ShotCount", "true", "Other", "JobId"], Names(0));
        Assert.Equal([0.75, 0.25], Values(0)[3..5]);
        Assert.Single(_output.Warnings);
    }

    [Fact]
    public void Write_creates_no_row_without_results()
    {
        Write();

        Assert.Empty(_output.Objects);
        Assert.Empty(_output.Warnings);
    }

    private void Write(params QuantumJobResult[] results)
    {
        var table = new ResultTable();
        Array.ForEach(results, result => table.AddJob().Add(result));
        table.Write(_output);
    }

    private string[] Names(int row) => [.. ((PSObject)_output.Objects[row]).Properties.Select(property => property.Name)];

    private object?[] Values(int row) => [.. ((PSObject)_output.Objects[row]).Properties.Select(property => property.Value)];
}
