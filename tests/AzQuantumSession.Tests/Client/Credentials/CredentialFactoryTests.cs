using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class CredentialFactoryTests
{
    [Fact]
    public void Create_returns_a_credential_for_each_token_source()
    {
        foreach (TokenSource source in Enum.GetValues<TokenSource>().Where(source => source != TokenSource.Default))
        {
            Assert.NotNull(CredentialFactory.Create(CredentialOptions.From(new() { TokenSource = source }), source, ClientFixture.Quick()));
        }

        Assert.NotNull(CredentialFactory.Create(
            CredentialOptions.From(new() { ClientSecret = ClientFixture.Secret("s"), ClientId = "c", TenantId = "t" }), null, ClientFixture.Quick()));
    }
}
