using System.Text;

namespace AzQuantumSession.Tests.Model;

public sealed class QuantumJobResultTests
{
    [Fact]
    public void GetProbability_is_0_for_an_outcome_that_did_not_occur()
    {
        QuantumJobResult result = Results.FromCounts(("00", 3), ("11", 1));

        Assert.Equal((0.75, 0.25, 0), (result.GetProbability("00"), result.GetProbability("11"), result.GetProbability("01")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("0 0")]
    [InlineData("0x")]
    [InlineData("")]
    public void GetProbability_rejects_an_outcome_with_other_bits(string outcome)
    {
        InvalidMeasurementException error = Assert.Throws<InvalidMeasurementException>(() => Results.FromCounts(("00", 1)).GetProbability(outcome));

        Assert.Equal($"'{outcome}' is not an outcome of job 'bell' ({Results.JobId}): its outcomes have 2 bits in the form '00'.", error.Message);
    }

    [Fact]
    public void GetProbability_requires_the_spaces_between_registers()
    {
        QuantumJobResult result = Results.FromCounts(("00 1", 1));

        Assert.Equal((1, 0), (result.GetProbability("00 1"), result.GetProbability("11 1")));
        Assert.Contains("3 bits in the form '00 0'", Assert.Throws<InvalidMeasurementException>(() => result.GetProbability("001")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetProbability_accepts_any_outcome_if_the_outcomes_are_not_bit_strings() =>
        Assert.Equal((1, 0), (Results.FromCounts(("[3.5]", 1)).GetProbability("[3.5]"), Results.FromCounts(("[3.5]", 1)).GetProbability("0")));

    [Fact]
    public void GetProbability_rejects_a_result_that_was_not_parsed() =>
        Assert.Contains("new.v9", Assert.Throws<InvalidMeasurementException>(() => Results.CreateUnparsed().GetProbability("0")).Message, StringComparison.Ordinal);

    [Fact]
    public void BitCount_is_null_without_a_common_form() => Assert.Equal(
        (2, 3, null, null, null),
        (Results.FromCounts(("01", 1)).BitCount, Results.FromCounts(("01 1", 1), ("1- 2", 1)).BitCount, Results.FromCounts(("0", 1), ("00", 1)).BitCount, Results.FromCounts(("Zero", 1)).BitCount, Results.FromCounts().BitCount));

    [Fact]
    public void Text_has_no_byte_order_mark() =>
        Assert.Equal("{\"ä\":1}", new QuantumJobResult { Raw = [.. Encoding.UTF8.Preamble, .. "{\"ä\":1}"u8] }.Text);

    [Fact]
    public void Histogram_is_sorted_and_formats_as_its_items()
    {
        QuantumJobResult result = Results.FromCounts(("11", 1), ("00", 1), ("01", 2));

        Assert.Equal(["01", "00", "11"], result.Histogram.Select(outcome => outcome.Outcome));
        Assert.Equal("01: 0.5, 00: 0.25, 11: 0.25", result.Histogram.ToString());
    }

    [Fact]
    public void Duration_starts_with_the_execution()
    {
        DateTimeOffset noon = new(2026, 10, 9, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromMinutes(1), new QuantumJobResult { CreationTime = noon, BeginExecutionTime = noon.AddMinutes(1), EndExecutionTime = noon.AddMinutes(2) }.Duration);
    }
}
