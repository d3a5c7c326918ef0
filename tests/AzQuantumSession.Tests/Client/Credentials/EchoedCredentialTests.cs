using AzQuantumSession.Client.Credentials;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>Tests that a secret of a sign-in does not leave in the text of its error.</summary>
public sealed class EchoedCredentialTests
{
    private const string Secret = "Cl1entS3cret~abc";
    private const string BearerToken = "eyJhbGciOiJub25lIn0.eyJvaWQiOiIxMjMifQ.c2lnbmF0dXJl";

    [Theory]
    [InlineData("AADSTS7000215: Invalid client secret 'Cl1entS3cret~abc' provided.")]
    [InlineData("ClientSecretCredential authentication failed: client_secret=Cl1entS3cret%7Eabc")]
    [InlineData("AADSTS50027: The token 'eyJhbGciOiJub25lIn0.eyJvaWQiOiIxMjMifQ.c2lnbmF0dXJl' is malformed.")]
    public async Task ConnectAsync_removes_the_secret_of_the_service_principal_and_tokens(string message)
    {
        WorkspaceClientSettings settings = ClientFixture.Quick() with
        {
            CreateSourceCredential = (_, _, _) => DelegatedTokenCredential.Create(
                (_, _) => throw new NotSupportedException(),
                (_, _) => throw new AuthenticationFailedException(message, new InvalidOperationException(message))),
        };
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = ClientFixture.WorkspacePath,
            Endpoint = new Uri("http://127.0.0.1:1/"),
            TenantId = "contoso.com",
            ClientId = "app",
            ClientSecret = ClientFixture.Secret(Secret),
            SkipValidation = true,
        };
        IWorkspaceClient client = (await ClientFixture.ConnectAsync(options, settings)).Client!;
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("s1", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Authentication, failure.Kind);
        Assert.All(
            [Secret, Uri.EscapeDataString(Secret), "Cl1entS3cret", BearerToken, "c2lnbmF0dXJl"],
            text => Assert.DoesNotContain(text, failure.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AZURE_CLIENT_SECRET")]
    [InlineData("AZURE_CLIENT_CERTIFICATE_PASSWORD")]
    [InlineData("IDENTITY_HEADER")]
    [InlineData("MSI_SECRET")]
    [InlineData("AZURE_FEDERATED_TOKEN_FILE")]
    public async Task ConnectAsync_removes_the_secret_in_the_environment(string variable)
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.GetPath("token"), Secret + "\n", ClientFixture.Token);
        WorkspaceClientSettings settings = ClientFixture.Quick() with
        {
            Environment = name => name switch
            {
                "AZURE_FEDERATED_TOKEN_FILE" when name == variable => folder.GetPath("token"),
                _ when name == variable => Secret,
                "AZURE_TENANT_ID" or "AZURE_CLIENT_ID" or "AZURE_CLIENT_CERTIFICATE_PATH" => "contoso",
                _ => null,
            },
            CreateSourceCredential = (_, _, _) => DelegatedTokenCredential.Create(
                (_, _) => throw new NotSupportedException(),
                (_, _) => throw new AuthenticationFailedException($"The secret '{Secret}' is wrong.")),
        };
        WorkspaceConnectionOptions options = new()
        {
            ResourceId = ClientFixture.WorkspacePath,
            Endpoint = new Uri("http://127.0.0.1:1/"),
            TokenSource = TokenSource.Environment,
            SkipValidation = true,
        };
        IWorkspaceClient client = (await ClientFixture.ConnectAsync(options, settings)).Client!;
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("s1", ClientFixture.Token));

        Assert.Contains("The secret '...' is wrong.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }
}
