using AzQuantumSession.Client.Storage;

namespace AzQuantumSession.Tests.Client.Storage;

public sealed class InputContentTypeTests
{
    [Theory]
    [InlineData("honeywell.openqasm.v1", "application/qasm")]
    [InlineData("rigetti.quil.v1", "text/plain")]
    [InlineData("QIR.v1", "qir.v1")]
    public void FromFormat_returns_the_media_type_of_the_format(string format, string expected) =>
        Assert.Equal(expected, InputContentType.FromFormat(format));

    [Theory]
    [InlineData("ionq.circuit.v1")]
    [InlineData("pasqal.pulser.v1")]
    public void FromFormat_returns_JSON_for_IonQ_and_Pasqal(string format) =>
        Assert.Equal("application/json", InputContentType.FromFormat(format));

    [Fact]
    public void FromFormat_returns_octet_stream_for_an_unknown_format() =>
        Assert.Equal("application/octet-stream", InputContentType.FromFormat("new.one.v9"));
}
