namespace AzQuantumSession.Tests.Parameters;

public sealed class JobFormatsTests
{
    private static readonly byte[] Bitcode = [0x42, 0x43, 0xC0, 0xDE];

    [Theory]
    [InlineData("IonQ", "ionq.circuit.v1", "ionq.quantum-results.v1")]
    [InlineData("quantinuum", "honeywell.openqasm.v1", "honeywell.quantum-results.v1")]
    [InlineData("rigetti", "rigetti.quil.v1", "rigetti.quil-results.v1")]
    [InlineData("pasqal", "pasqal.pulser.v1", "pasqal.pulser-results.v1")]
    public void Detect_returns_the_format_of_the_provider_for_text(string provider, string input, string output) =>
        Assert.Equal((input, output), JobFormats.Detect(provider, "{}"u8));

    [Theory]
    [InlineData("quantinuum", "honeywell.qir.v1")]
    [InlineData("rigetti", "microsoft.quantum-results.v2")]
    [InlineData("Microsoft-QC", "microsoft.resource-estimates.v1")]
    [InlineData("somebody", "microsoft.quantum-results.v2")]
    public void Detect_recognizes_QIR_bitcode(string provider, string output) =>
        Assert.Equal(("qir.v1", output), JobFormats.Detect(provider, Bitcode));

    [Fact]
    public void Detect_and_GetOutputFormat_return_null_for_unknown_formats()
    {
        Assert.Null(JobFormats.Detect("somebody", "{}"u8));
        Assert.Null(JobFormats.GetOutputFormat("my.own.v1", "ionq"));
    }

    [Theory]
    [InlineData("honeywell.openqasm.v1", "application/qasm")]
    [InlineData("rigetti.quil.v1", "text/plain")]
    [InlineData("QIR.v1", "qir.v1")]
    [InlineData("ionq.circuit.v1", "application/json")]
    [InlineData("pasqal.pulser.v1", "application/json")]
    [InlineData("new.one.v9", null)]
    [InlineData(null, null)]
    public void Find_returns_the_media_type_of_known_formats(string? format, string? expected) =>
        Assert.Equal(expected, JobFormats.Find(format)?.ContentType);

    [Fact]
    public void Detect_recognizes_no_format_in_an_empty_input_of_an_unknown_provider() => Assert.Null(JobFormats.Detect("somebody", []));
}
