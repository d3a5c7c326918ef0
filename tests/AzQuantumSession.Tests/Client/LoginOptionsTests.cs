using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzQuantumSession.Client;

namespace AzQuantumSession.Tests.Client;

/// <summary>Which credential the options mean, and which of them do not go together.</summary>
public sealed class LoginOptionsTests
{
    private static readonly SecureString Secret = ClientFixture.Secret("s3cret");

    public static TheoryData<string, string, WorkspaceConnectionOptions> Pairs => new()
    {
        { "ApiKey", "TokenSource", new() { ApiKey = Secret, TokenSource = TokenSource.AzureCli } },
        { "ApiKey", "ClientSecret", new() { ApiKey = Secret, ClientSecret = Secret } },
        { "AccessToken", "TokenSource", new() { AccessToken = Secret, TokenSource = TokenSource.Default } },
        { "AccessToken", "CertificatePath", new() { AccessToken = Secret, CertificatePath = "x" } },
        { "TokenSource", "ClientSecret", new() { TokenSource = TokenSource.ManagedIdentity, ClientSecret = Secret } },
        { "ClientSecret", "CertificatePath", new() { ClientSecret = Secret, CertificatePath = "x" } },
        { "ApiKey", "TenantId", new() { ApiKey = Secret, TenantId = "contoso.com" } },
        { "AccessToken", "ClientId", new() { AccessToken = Secret, ClientId = "c" } },
        { "ClientSecret", "ClientId", new() { ClientSecret = Secret, TenantId = "contoso.com" } },
        { "ClientSecret", "TenantId", new() { ClientSecret = Secret, ClientId = "c" } },
        { "CertificatePath", "TenantId", new() { CertificatePath = "x", ClientId = "c" } },
        { "CertificatePassword", "CertificatePath", new() { CertificatePassword = Secret } },
        { "AzureCli", "ClientId", new() { TokenSource = TokenSource.AzureCli, ClientId = "c" } },
        { "ManagedIdentity", "TenantId", new() { TokenSource = TokenSource.ManagedIdentity, TenantId = "contoso.com" } },
    };

    [Theory]
    [MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public async Task What_does_not_go_together_is_refused_by_both_names(string one, string other, WorkspaceConnectionOptions options)
    {
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(
            () => new WorkspaceClientFactory(ClientFixture.Quick()).ConnectAsync(With(options), ClientFixture.Token));

        Assert.Equal(other, failure.Part);
        Assert.Contains(one, failure.Message, StringComparison.Ordinal);
        Assert.Contains(other, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a tenant")]
    [InlineData("https://contoso.com")]
    public void A_tenant_is_a_GUID_or_a_domain(string tenant) =>
        Assert.Equal("TenantId", Assert.Throws<InvalidWorkspaceException>(() => Login.Of(new() { TenantId = tenant })).Part);

    [Theory]
    [InlineData("pfx", null)]
    [InlineData("pfx", "p@ss")]
    [InlineData("pem", null)]
    [InlineData("pem", "p@ss")]
    public void A_certificate_comes_from_a_file(string kind, string? password)
    {
        string path = Write(kind, password);
        using SecureString? secret = password is null ? null : ClientFixture.Secret(password);
        using Login login = Login.Of(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" });

        Assert.True(login.Certificate!.HasPrivateKey);
        Assert.Equal("service principal", login.Name);
        Assert.NotNull(CredentialFactory.Create(login, null, ClientFixture.Quick()));
        File.Delete(path);
    }

    [Theory]
    [InlineData("pfx", "p@ss", "wrong", "Check -CertificatePassword")]
    [InlineData("pfx", "p@ss", null, "give -CertificatePassword")]
    [InlineData("cer", null, null, "private key")]
    [InlineData("none", null, null, "cannot be read")]
    [InlineData("text", null, null, "cannot be used")]
    public void A_file_that_does_not_do_is_refused_with_a_reason(string kind, string? password, string? given, string words)
    {
        string path = Write(kind, password);
        using SecureString? secret = given is null ? null : ClientFixture.Secret(given);
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(
            () => Login.Of(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" }));

        Assert.Equal("CertificatePath", failure.Part);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static WorkspaceConnectionOptions With(WorkspaceConnectionOptions options) => new()
    {
        ResourceId = ClientFixture.WorkspacePath,
        Location = "eastus",
        SkipValidation = true,
        ApiKey = options.ApiKey,
        AccessToken = options.AccessToken,
        TokenSource = options.TokenSource,
        ClientSecret = options.ClientSecret,
        ClientId = options.ClientId,
        TenantId = options.TenantId,
        CertificatePath = options.CertificatePath,
        CertificatePassword = options.CertificatePassword,
    };

    private static string Write(string kind, string? password)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        PbeParameters encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        switch (kind)
        {
            case "pfx":
                File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
                break;
            case "pem":
                string pem = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption);
                File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{pem}\n");
                break;
            case "cer":
                File.WriteAllBytes(path, certificate.Export(X509ContentType.Cert));
                break;
            case "text":
                File.WriteAllText(path, "no certificate");
                break;
        }

        return path;
    }
}
