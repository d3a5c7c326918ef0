using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzQuantumSession.Client;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>Which credential the options mean, and which of them do not go together.</summary>
public sealed class CredentialOptionsTests
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
    public async Task ConnectAsync_names_both_of_two_conflicting_options(string one, string other, WorkspaceConnectionOptions options)
    {
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(
            () => new WorkspaceClientFactory(ClientFixture.Quick()).ConnectAsync(With(options), ClientFixture.Token));

        Assert.Equal(other, failure.ParameterName);
        Assert.Contains(one, failure.Message, StringComparison.Ordinal);
        Assert.Contains(other, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a tenant")]
    [InlineData("https://contoso.com")]
    public void From_rejects_a_tenant_that_is_neither_GUID_nor_domain(string tenant)
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => CredentialOptions.From(new() { TenantId = tenant }));

        Assert.Equal("TenantId", failure.ParameterName);
        Assert.StartsWith($"TenantId '{tenant}' is neither a GUID nor a domain", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "default credential")]
    [InlineData(TokenSource.Default, "default credential")]
    [InlineData(TokenSource.AzurePowerShell, "Az login")]
    [InlineData(TokenSource.AzureCli, "Azure CLI login")]
    [InlineData(TokenSource.Environment, "environment login")]
    [InlineData(TokenSource.ManagedIdentity, "managed identity")]
    [InlineData(TokenSource.WorkloadIdentity, "workload identity")]
    [InlineData(TokenSource.Interactive, "browser login")]
    [InlineData(TokenSource.DeviceCode, "device code login")]
    public void From_names_the_credential_by_its_token_source(TokenSource? source, string name) =>
        Assert.Equal(name, CredentialOptions.From(new() { TokenSource = source }).Name);

    [Theory]
    [InlineData(TokenSource.ManagedIdentity)]
    [InlineData(TokenSource.WorkloadIdentity)]
    [InlineData(TokenSource.Interactive)]
    [InlineData(TokenSource.DeviceCode)]
    public void From_accepts_a_client_id_for_token_sources_with_several_identities(TokenSource source) =>
        Assert.Equal("c", CredentialOptions.From(new() { TokenSource = source, ClientId = " c " }).ClientId);

    [Theory]
    [InlineData(TokenSource.Default)]
    [InlineData(TokenSource.Environment)]
    [InlineData(TokenSource.AzurePowerShell)]
    [InlineData(TokenSource.AzureCli)]
    public void From_rejects_a_client_id_for_other_token_sources(TokenSource source) =>
        Assert.Equal("ClientId", Assert.Throws<InvalidWorkspaceException>(() => CredentialOptions.From(new() { TokenSource = source, ClientId = "c" })).ParameterName);

    [Fact]
    public void From_copies_the_secret_and_Dispose_disposes_of_the_copy()
    {
        using SecureString given = ClientFixture.Secret("s3cret");
        CredentialOptions login = CredentialOptions.From(new() { ClientSecret = given, ClientId = "c", TenantId = "t" });

        Assert.Equal("s3cret", SecureStringExtensions.ToPlainText(login.Secret!));
        Assert.True(login.Secret!.IsReadOnly());
        Assert.True(given.IsReadOnly());
        login.Dispose();
        Assert.Throws<ObjectDisposedException>(() => login.Secret!.Length);
        Assert.Equal(6, given.Length);
    }

    [Fact]
    public void Dispose_disposes_of_the_certificate()
    {
        string path = Write("pfx", null);
        CredentialOptions login = CredentialOptions.From(new() { CertificatePath = path, ClientId = "c", TenantId = "t" });
        File.Delete(path);
        login.Dispose();

        Assert.Equal(IntPtr.Zero, login.Certificate!.Handle);
    }

    [Fact]
    public void From_rejects_an_empty_secret()
    {
        using SecureString empty = new();
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(
            () => CredentialOptions.From(new() { ClientSecret = empty, ClientId = "c", TenantId = "t" }));

        Assert.Equal(("ClientSecret", "The service principal's secret is empty."), (failure.ParameterName, failure.Message));
    }

    [Fact]
    public void From_rejects_a_certificate_without_tenant()
    {
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(() => CredentialOptions.From(new() { CertificatePath = "x", ClientId = "c" }));

        Assert.Equal("CertificatePath is given without TenantId, but a service principal needs both.", failure.Message);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("=", null)]
    [InlineData("!", null)]
    [InlineData("YQ", "a")]
    [InlineData("YQ==", "a")]
    [InlineData("Pz8_", "???")]
    [InlineData("Pj4-", ">>>")]
    public void Decode_accepts_both_alphabets_with_or_without_padding(string text, string? expected) =>
        Assert.Equal(expected, Base64Text.Decode(text) is { } bytes ? System.Text.Encoding.ASCII.GetString(bytes) : null);

    [Theory]
    [InlineData("pfx", null)]
    [InlineData("pfx", "p@ss")]
    [InlineData("pem", null)]
    [InlineData("pem", "p@ss")]
    public void From_reads_PFX_and_PEM_files(string kind, string? password)
    {
        string path = Write(kind, password);
        using SecureString? secret = password is null ? null : ClientFixture.Secret(password);
        using CredentialOptions login = CredentialOptions.From(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" });

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
    public void From_reports_why_a_certificate_file_is_rejected(string kind, string? password, string? given, string words)
    {
        string path = Write(kind, password);
        using SecureString? secret = given is null ? null : ClientFixture.Secret(given);
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(
            () => CredentialOptions.From(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" }));

        Assert.Equal("CertificatePath", failure.ParameterName);
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
