using System.Globalization;
using System.Text;
using AzQuantumSession.Client.Results;
using static AzQuantumSession.Emulator.Targets.DataFormats;

namespace AzQuantumSession.Tests.Client.Results;

/// <summary>The formats are those of the emulator, which defines them independently of the client.</summary>
public sealed class ResultReaderTests
{
    [Theory]
    [InlineData(IonQResults, """{"histogram":{"0":0.5,"3":0.5}}""", "00=0.5 11=0.5", null)]
    [InlineData(IonQResults, """{"histogram":{"1":0.25,"2":0.75}}""", "10=0.75 01=0.25", null)]
    [InlineData(IonQResults, """{"histogram":{"0":1}}""", "0=1", null)]
    [InlineData(IonQResults, """{"histogram":{}}""", "", null)]
    [InlineData(HoneywellResults, """{"c":["00","11","11","01"]}""", "11=0.5/2 00=0.25/1 01=0.25/1", "00,11,11,01")]
    [InlineData(HoneywellResults, """{"b":["1","0"],"access_token":"x","a":["00","11"]}""", "0 11=0.5/1 1 00=0.5/1", "1 00,0 11")]
    [InlineData("HONEYWELL.Quantum-Results.V1", """{"c":["0"]}""", "0=1/1", "0")]
    [InlineData(HoneywellQirResults, """{"0_t0":["1","0"],"1_t1":["1","1"]}""", "0 1=0.5/1 1 1=0.5/1", "1 1,0 1")]
    [InlineData(HoneywellQirResults, """{"c":[1,0,1,1]}""", "1=0.75/3 0=0.25/1", "1,0,1,1")]
    [InlineData(HoneywellQirResults, """[[0,1],[true,false]]""", "01=0.5/1 10=0.5/1", "01,10")]
    [InlineData(QuilResults, """{"ro":[[0,1],[1,1],[1,1]]}""", "11=0.6666666666666666/2 01=0.3333333333333333/1", "01,11,11")]
    [InlineData(QuilResults, """{"ro":[[0],[1]],"aux":[[1],[1]]}""", "0 1=0.5/1 1 1=0.5/1", "0 1,1 1")]
    [InlineData(PulserResults, """{"0110":1,"0111":3}""", "0111=0.75/3 0110=0.25/1", null)]
    [InlineData(PulserResults, """{"counter":{"0110":1,"0111":3},"raw":[]}""", "0111=0.75/3 0110=0.25/1", null)]
    [InlineData(PulserResults, """[{"10":4}]""", "10=1/4", null)]
    [InlineData(MicrosoftResultsV1, """{"Histogram":["[0, 0]",0.5,"[1, 1]",0.5]}""", "00=0.5 11=0.5", null)]
    [InlineData(MicrosoftResultsV1, """{"Histogram":["(0, 1)",0.5,"(1,1)",0.5]}""", "01=0.5 11=0.5", null)]
    [InlineData(MicrosoftResultsV1, """{"Histogram":["([0, 1], [1])",1]}""", "01 1=1", null)]
    [InlineData(MicrosoftResultsV1, """{"Histogram":["0",0.25,"Zero",0.75]}""", "Zero=0.75 0=0.25", null)]
    [InlineData(MicrosoftResultsV2, """{"DataFormat":"microsoft.quantum-results.v2","Results":[{"Histogram":[{"Outcome":[0,0],"Display":"[0, 0]","Count":1},{"Outcome":[1,1],"Display":"[1, 1]","Count":3}],"Shots":[[1,1],[0,0],[1,1],[1,1]]}]}""", "11=0.75/3 00=0.25/1", "11,00,11,11")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":[{"Outcome":{"Item1":[0,1],"Item2":[1]},"Display":"([0, 1], [1])","Count":2}],"Shots":[{"Item1":[0,1],"Item2":[1]},{"Item1":[0,1],"Item2":[1]}]}]}""", "01 1=1/2", "01 1,01 1")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":[{"Outcome":[3.5],"Display":"[3.5]","Count":1}],"Shots":[[3.5],{"Error":{"Code":20}}]}]}""", "[3.5]=1/1", """[3.5],{"Error":{"Code":20}}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":[{"Display":"[1]","Count":1}]}]}""", "1=1/1", null)]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Shots":[[1],[0]]}]}""", "0=0.5/1 1=0.5/1", "1,0")]
    public void Read_converts_a_result_to_a_histogram(string format, string result, string histogram, string? shots)
    {
        ProgramResult program = Assert.Single(ResultReader.Read(format, Encoding.UTF8.GetBytes(result), null));
        Assert.Null(program.Error);
        ParsedResult parsed = program.Parsed!;

        Assert.NotNull(parsed);
        Assert.Equal(histogram, string.Join(' ', Sort(parsed).Select(Format)));
        Assert.Equal(shots, parsed.Shots is null ? null : string.Join(',', parsed.Shots));
    }

    [Theory]
    [InlineData(PulserResults, """{"0":9223372036854775807,"1":9223372036854775807}""")]
    [InlineData(PulserResults, """{"counter":{"0":9223372036854775807,"1":1}}""")]
    [InlineData(PulserResults, """{"0":9223372036854775808}""")]
    [InlineData(PulserResults, """{"0":1,"\ud800":1}""")]
    [InlineData(HoneywellResults, """{"c":["\ud800"]}""")]
    [InlineData(HoneywellResults, """{"error":{"code":"x","message":"\udc00"}}""")]
    [InlineData(IonQResults, """{"histogram":{"\ud800":1}}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":[{"Display":"\ud800","Count":1}]}]}""")]
    public void Read_returns_an_unparsed_result_for_counts_beyond_64_bits_and_half_surrogate_pairs(string format, string result) =>
        Assert.Null(Assert.Single(ResultReader.Read(format, Encoding.UTF8.GetBytes(result), null)).Parsed);

    [Theory]
    [InlineData(PulserResults, "{\"0#\":1}")]
    [InlineData(HoneywellResults, "{\"c\":[\"#\"]}")]
    [InlineData(HoneywellResults, "{\"message\":\"#\",\"error\":{\"message\":\"#\"}}")]
    [InlineData(IonQResults, "{\"histogram\":{\"#\":1}}")]
    [InlineData(MicrosoftResultsV2, "{\"Results\":[{\"Histogram\":[{\"Display\":\"#\",\"Count\":1}]}]}")]
    [InlineData(MicrosoftResultsV2, "{\"Results\":[{\"Shots\":[[\"#\"]]},{\"Shots\":[[\"#\"]]}]}")]
    [InlineData(ResourceEstimates, "{\"physicalCounts\":{\"#\":1}}")]
    public void Read_returns_an_unparsed_result_for_invalid_UTF8(string format, string result)
    {
        byte[] raw = [.. Encoding.UTF8.GetBytes(result).Select(value => value == (byte)'#' ? (byte)0xE9 : value)];

        Assert.All(ResultReader.Read(format, raw, null), program => Assert.Null(program.Parsed));
    }

    // Parsing a number takes time in proportion to the square of its length.
    [Fact]
    public void Read_does_not_parse_a_basis_state_with_a_million_digits() => Assert.Null(
        Assert.Single(ResultReader.Read(IonQResults, Encoding.UTF8.GetBytes($$$"""{"histogram":{"{{{new string('9', 1_000_000)}}}":1}}"""), null)).Parsed);

    [Theory]
    [InlineData(IonQResults, """{"histogram":[1]}""")]
    [InlineData(IonQResults, """{"histogram":{"0x1":1}}""")]
    [InlineData(IonQResults, """{"histogram":{"-1":1}}""")]
    [InlineData(IonQResults, """{"histogram":{"1":"a"}}""")]
    [InlineData(IonQResults, "[]")]
    [InlineData(HoneywellResults, """{"c":["00"],"d":["1","0"]}""")]
    [InlineData(HoneywellResults, """{"c":"00"}""")]
    [InlineData(HoneywellResults, """{"c":["ab"]}""")]
    [InlineData(HoneywellResults, "{}")]
    [InlineData(HoneywellQirResults, "OUTPUT\tRESULT\t0")]
    [InlineData(QuilResults, """{"ro":[[0.5,0.25]]}""")]
    [InlineData(QuilResults, """{"ro":[[12]]}""")]
    [InlineData(PulserResults, """{"01":0.5}""")]
    [InlineData(PulserResults, """{"01":-1}""")]
    [InlineData(PulserResults, """{"state":1}""")]
    [InlineData(PulserResults, """[{"1":1},{"0":1}]""")]
    [InlineData(MicrosoftResultsV1, """{"Histogram":["[0]"]}""")]
    [InlineData(MicrosoftResultsV1, """{"Histogram":[0.5,"[0]"]}""")]
    [InlineData(MicrosoftResultsV1, """{"histogram":{}}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[]}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[1]}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":[{"Outcome":[0]}]}]}""")]
    [InlineData(MicrosoftResultsV2, """{"Results":[{"Histogram":""")]
    [InlineData(MicrosoftResultsV2, "")]
    [InlineData(MicrosoftResultsV2, "null")]
    [InlineData(ResourceEstimates, """{"Histogram":["[0]",1]}""")]
    [InlineData(ResourceEstimates, "[1]")]
    [InlineData("", "{}")]
    [InlineData(null, "{}")]
    public void Read_keeps_the_text_of_an_unknown_format_or_invalid_content(string? format, string result)
    {
        ProgramResult program = Assert.Single(ResultReader.Read(format, Encoding.UTF8.GetBytes(result), null));

        Assert.Null(program.Parsed);
        Assert.NotNull(program.Error);
        Assert.Equal(result, Encoding.UTF8.GetString(program.Raw));
    }

    [Theory]
    [InlineData("new.v9", "{}", "There is no reader for the format 'new.v9'.")]
    [InlineData(IonQResults, "", "The result is empty.")]
    [InlineData(IonQResults, "\uFEFF \r\n", "The result is empty.")]
    [InlineData(IonQResults, "{\"histogram\":\n{\"0\":0.", "The result is not valid JSON, or is truncated: line 2, byte 8.")]
    [InlineData(IonQResults, "<html>", "The result is not valid JSON, or is truncated: line 1, byte 1.")]
    [InlineData(IonQResults, """{"error":{"code":"InvalidGate","message":"There is no gate x9"}}""", "The result is an error: InvalidGate: There is no gate x9.")]
    [InlineData(HoneywellResults, """{"code":"1005","message":"Calibration"}""", "The result is an error: 1005: Calibration.")]
    [InlineData(MicrosoftResultsV2, """{"error":"stopped"}""", "The result is an error: stopped.")]
    [InlineData(ResourceEstimates, """{"status":"error","error":{"code":"NoSolution","message":"x"}}""", "The result is an error: NoSolution: x.")]
    [InlineData(PulserResults, "\"text\"", "The result does not have the format 'pasqal.pulser-results.v1'.")]
    [InlineData(PulserResults, """{"a":1}""", "The result does not have the format 'pasqal.pulser-results.v1'.")]
    public void Read_explains_why_a_result_cannot_be_read(string format, string result, string error) =>
        Assert.Equal(error, Assert.Single(ResultReader.Read(format, Encoding.UTF8.GetBytes(result), null)).Error);

    [Fact]
    public void Read_returns_a_result_for_each_program_in_order()
    {
        const string Zero = """{"Histogram":[{"Outcome":[0],"Display":"[0]","Count":2}],"Shots":[[0],[0]]}""";
        const string Failed = """{"Error":{"Code":20}}""";
        const string One = """{"Histogram":[{"Outcome":[1,1],"Display":"[1, 1]","Count":1}],"Shots":[[1,1]]}""";

        IReadOnlyList<ProgramResult> programs = ResultReader.Read(
            MicrosoftResultsV2, Encoding.UTF8.GetBytes($$"""{"Results":[{{Zero}},{{Failed}},{{One}}]}"""), null);

        Assert.Equal(["0=1/2", null, "11=1/1"], programs.Select(program => program.Parsed is { } parsed ? string.Join(' ', Sort(parsed).Select(Format)) : null));
        Assert.Equal([Zero, Failed, One], programs.Select(program => Encoding.UTF8.GetString(program.Raw)));
        Assert.Equal([true, false, true], programs.Select(program => program.Error is null));
    }

    [Fact]
    public void Read_keeps_the_estimates_of_the_resource_estimator()
    {
        ParsedResult parsed = ResultReader.Read(
            ResourceEstimates, """{"status":"success","physicalCounts":{"physicalQubits":1200,"runtime":4000}}"""u8.ToArray(), null)[0].Parsed!;

        Assert.Empty(parsed.Outcomes);
        Assert.Equal(1200L, Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(parsed.ResourceEstimates!["physicalCounts"])["physicalQubits"]);
    }

    [Theory]
    [InlineData("5", null, "101")]
    [InlineData("5", 5, "00101")]
    [InlineData("5", 2, "101")]
    [InlineData("5", -3, "101")]
    [InlineData("1048575", 24, "000011111111111111111111")]
    [InlineData("1267650600228229401496703205376", null, "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public void Read_formats_qubit_0_as_the_last_character(string state, int? width, string bits)
    {
        ParsedResult parsed = ResultReader.Read(IonQResults, Encoding.UTF8.GetBytes($$$"""{"histogram":{"{{{state}}}":1}}"""), width)[0].Parsed!;

        Assert.Equal(bits, Assert.Single(parsed.Outcomes).Outcome);
    }

    [Fact]
    public void Read_limits_the_width_to_4096_qubits() =>
        Assert.Equal(4096, ResultReader.Read(IonQResults, """{"histogram":{"1":1}}"""u8.ToArray(), int.MaxValue)[0].Parsed!.Outcomes[0].Outcome.Length);

    [Fact]
    public void Read_ignores_a_byte_order_mark() =>
        Assert.NotNull(ResultReader.Read(PulserResults, [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], null)[0].Parsed);

    private static IReadOnlyList<QuantumOutcome> Sort(ParsedResult parsed) => QuantumOutcome.CreateHistogram("", null, parsed.Outcomes, isCountDerived: false);

    private static string Format(QuantumOutcome item) => string.Create(
        CultureInfo.InvariantCulture, $"{item.Outcome}={item.Probability:R}{(item.Count is { } count ? "/" + count : "")}");
}
