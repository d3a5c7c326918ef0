using System.Text;
using AzQuantumSession.Client.Jobs;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class InputValidatorTests
{
    [Theory]
    [InlineData("ionq.circuit.v1", "{}")]
    [InlineData("IonQ.circuit.v1", " [1]\n")]
    [InlineData("ionq.circuit.v1", "\uFEFF{}")]
    [InlineData("honeywell.openqasm.v1", "{not json")]
    [InlineData("my.own.v1", "")]
    public void FindError_accepts_valid_inputs_and_unknown_formats(string format, string text) => Assert.Null(FindError(format, text));

    [Theory]
    [InlineData("ionq.circuit.v1", "{not json", "it is not JSON (line 1, byte 2: 'n' is an invalid start of a property name. Expected a '\"')")]
    [InlineData("pasqal.pulser.v1", "{\n\"a\": [1,]}", "it is not JSON (line 2, byte 9:")]
    [InlineData("ionq.circuit.v1", "{\"a\":1} {", "it is not JSON (line 1, byte 9:")]
    [InlineData("ionq.circuit.v1", "{\"a\":", "it is not JSON (line 1, byte 6:")]
    [InlineData("ionq.circuit.v1", "\"text\"", "it is a JSON string, not an object")]
    [InlineData("ionq.circuit.v1", "1.5", "it is a JSON number, not an object")]
    [InlineData("ionq.circuit.v1", "true", "it is a JSON Boolean, not an object")]
    [InlineData("ionq.circuit.v1", "null", "it is a JSON null, not an object")]
    [InlineData("rigetti.quil.v1", "\r\n\t ", "it is blank")]
    [InlineData("ionq.circuit.v1", "", "it is blank")]
    public void FindError_returns_the_reason_and_the_position(string format, string text, string expected) =>
        Assert.StartsWith(expected, FindError(format, text), StringComparison.Ordinal);

    [Fact]
    public void FindError_accepts_deeply_nested_JSON() =>
        Assert.Null(FindError("ionq.circuit.v1", new string('[', 500) + new string(']', 500)));

    private static string? FindError(string format, string text) =>
        InputValidator.FindError(format, new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
