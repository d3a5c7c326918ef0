namespace AzQuantumSession.Tests.Parameters;

public sealed class JobFormatsTests
{
    [Theory]
    [InlineData("IonQ", "ionq.circuit.v1", "ionq.quantum-results.v1")]
    [InlineData("quantinuum", "honeywell.openqasm.v1", "honeywell.quantum-results.v1")]
    [InlineData("rigetti", "rigetti.quil.v1", "rigetti.quil-results.v1")]
    [InlineData("pasqal", "pasqal.pulser.v1", "pasqal.pulser-results.v1")]
    public void Detect_returns_the_format_of_the_provider_for_text(string provider, string input, string output) =>
        Assert.Equal((input, output), JobFormats.Detect(provider, "{}"u8));

    [Theory]
    [InlineData("ionq", "microsoft.quantum-results.v2")]
    [InlineData("quantinuum", "microsoft.quantum-results.v2")]
    [InlineData("rigetti", "microsoft.quantum-results.v2")]
    [InlineData("pasqal", "microsoft.quantum-results.v2")]
    [InlineData("microsoft.test.firstparty", "honeywell.qir.v1")]
    [InlineData("Microsoft-QC", "microsoft.resource-estimates.v1")]
    [InlineData("somebody", "microsoft.quantum-results.v2")]
    public void Detect_recognizes_QIR(string provider, string output)
    {
        Assert.Equal(("qir.v1", output), JobFormats.Detect(provider, [0x42, 0x43, 0xC0, 0xDE]));
        Assert.Equal(("qir.v1", output), JobFormats.Detect(provider, [0xDE, 0xC0, 0x17, 0x0B, 0, 0, 0, 0]));
        Assert.Equal(("qir.v1", output), JobFormats.Detect(provider, "; ModuleID = 'bell'"u8));
    }

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
    public void FindFormat_returns_the_media_type_of_known_formats(string? format, string? expected) =>
        Assert.Equal(expected, ProviderTable.FindFormat(format)?.ContentType);

    [Fact]
    public void Detect_recognizes_no_format_in_an_empty_input_of_an_unknown_provider() => Assert.Null(JobFormats.Detect("somebody", []));
}
