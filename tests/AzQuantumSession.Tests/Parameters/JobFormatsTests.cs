namespace AzQuantumSession.Tests.Parameters;

public sealed class JobFormatsTests
{
    private static readonly byte[] Bitcode = [0x42, 0x43, 0xC0, 0xDE];

    [Theory]
    [InlineData("IonQ", "ionq.circuit.v1", "ionq.quantum-results.v1")]
    [InlineData("quantinuum", "honeywell.openqasm.v1", "honeywell.quantum-results.v1")]
    [InlineData("rigetti", "rigetti.quil.v1", "rigetti.quil-results.v1")]
    [InlineData("pasqal", "pasqal.pulser.v1", "pasqal.pulser-results.v1")]
    public void Text_is_in_the_providers_own_format(string provider, string input, string output) =>
        Assert.Equal((input, output), JobFormats.Detect(provider, "{}"u8));

    [Theory]
    [InlineData("quantinuum", "honeywell.qir.v1")]
    [InlineData("rigetti", "microsoft.quantum-results.v2")]
    [InlineData("somebody", "microsoft.quantum-results.v2")]
    public void Bitcode_is_known_by_its_beginning(string provider, string output) =>
        Assert.Equal(("qir.v1", output), JobFormats.Detect(provider, Bitcode));

    [Fact]
    public void What_is_not_known_is_left_to_the_user()
    {
        Assert.Null(JobFormats.Detect("somebody", "{}"u8));
        Assert.Null(JobFormats.GetOutputFormat("my.own.v1", "ionq"));
    }
}
