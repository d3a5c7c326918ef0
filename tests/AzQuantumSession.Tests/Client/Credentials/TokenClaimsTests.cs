using System.Text;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class Base64TextTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("=", null)]
    [InlineData("!", null)]
    [InlineData("YQ", "a")]
    [InlineData("YQ==", "a")]
    [InlineData("Pz8_", "???")]
    [InlineData("Pj4-", ">>>")]
    public void Decode_accepts_both_alphabets_with_or_without_padding(string text, string? expected) =>
        Assert.Equal(expected, Base64Text.Decode(text) is { } bytes ? Encoding.ASCII.GetString(bytes) : null);
}
