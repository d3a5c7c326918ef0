using System.Text;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class TokenClaimsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("=", null)]
    [InlineData("!", null)]
    [InlineData("YQ", "a")]
    [InlineData("YQ==", "a")]
    [InlineData("Pz8_", "???")]
    [InlineData("Pj4-", ">>>")]
    public void DecodeBase64_accepts_both_alphabets_with_or_without_padding(string text, string? expected) =>
        Assert.Equal(expected, TokenClaims.DecodeBase64(text) is { } bytes ? Encoding.ASCII.GetString(bytes) : null);
}
