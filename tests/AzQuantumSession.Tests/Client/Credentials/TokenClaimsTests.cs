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

    [Theory]
    [InlineData("""{"exp":1790000000,"aud":"a"}""", "a")]
    [InlineData("""{"exp":1790000000,"aud":"\ud800"}""", null)]
    [InlineData("""{"\ud800":1,"exp":1790000000,"aud":"a"}""", "a")]
    [InlineData("[", null)]
    public void Parse_ignores_claims_that_cannot_be_read(string claims, string? audience)
    {
        using System.Security.SecureString token = ClientFixture.Secret($"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))}.x");

        Assert.Equal(audience, TokenClaims.Parse(token).Audience);
    }
}
