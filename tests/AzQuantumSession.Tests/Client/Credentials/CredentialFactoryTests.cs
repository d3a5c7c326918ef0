using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

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

    [Theory]
    [InlineData(200, 0, true)]
    [InlineData(200, 1, false)]
    [InlineData(400, 1, true)]
    public async Task With_limits_the_responses_to_a_sign_in(int status, int excess, bool isRead)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new ScriptedReply(status, new string('x', SignInTransport.MaxResponseSize + excess), "application/json"));
        HttpPipeline pipeline = HttpPipelineBuilder.Build(CredentialFactory.With(new ManagedIdentityCredentialOptions(), CredentialOptions.From(new())));
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Uri.Reset(server.Endpoint);
        Exception? failure = await Record.ExceptionAsync(async () => await pipeline.SendAsync(message, ClientFixture.Token));

        if (isRead)
        {
            Assert.Null(failure);
            Assert.Equal(SignInTransport.MaxResponseSize, message.Response.Content.ToMemory().Length);
        }
        else
        {
            Assert.IsType<ResponseTooLargeException>(failure);
        }
    }

    [Fact]
    public void With_uses_the_transport_that_managed_identities_use_too() =>
        Assert.Same(SignInTransport.Instance, CredentialFactory.With(new ManagedIdentityCredentialOptions(), CredentialOptions.From(new())).Transport);

    [Fact]
    public void Reason_of_a_response_that_is_too_large_names_the_limit() => Assert.Equal(
        "the response to the sign-in cannot be read: it has more than 1 MB, the limit of the client",
        CredentialChainErrors.Reason(new AuthenticationFailedException("failed", new ResponseTooLargeException(SignInTransport.MaxResponseSize))));
}
