using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

/// <summary>Tests which credential the connection options select, and which options conflict.</summary>
public sealed class CredentialOptionsTests : IDisposable
{
    private static readonly SecureString Secret = ClientFixture.Secret("s3cret");
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, WorkspaceConnectionOptions> Conflicts => new()
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

    public static TheoryData<TokenSource?, string> Names { get; } = new()
    {
        { null, "default credential" },
        { TokenSource.Default, "default credential" },
        { TokenSource.AzurePowerShell, "Az login" },
        { TokenSource.AzureCli, "Azure CLI login" },
        { TokenSource.Environment, "environment login" },
        { TokenSource.ManagedIdentity, "managed identity" },
        { TokenSource.WorkloadIdentity, "workload identity" },
        { TokenSource.Interactive, "browser login" },
        { TokenSource.DeviceCode, "device code login" },
    };

    public static TheoryData<TokenSource> SourcesWithClientId { get; } =
        [TokenSource.ManagedIdentity, TokenSource.WorkloadIdentity, TokenSource.Interactive, TokenSource.DeviceCode];

    public static TheoryData<TokenSource> SourcesWithoutClientId { get; } =
        [TokenSource.Default, TokenSource.Environment, TokenSource.AzurePowerShell, TokenSource.AzureCli];

    [Theory]
    [MemberData(nameof(Conflicts), DisableDiscoveryEnumeration = true)]
    public async Task ConnectAsync_names_both_of_two_conflicting_options(string first, string second, WorkspaceConnectionOptions options)
    {
        WorkspaceClientSettings settings = ClientFixture.Quick() with { Environment = name => ClientFixture.WorkspaceVariables.GetValueOrDefault(name) };
        InvalidWorkspaceException failure = await Assert.ThrowsAsync<InvalidWorkspaceException>(() => ClientFixture.ConnectAsync(options, settings));

        Assert.Equal(second, failure.ParameterName);
        Assert.Contains(first, failure.Message, StringComparison.Ordinal);
        Assert.Contains(second, failure.Message, StringComparison.Ordinal);
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
    [MemberData(nameof(Names))]
    public void From_names_the_credential_by_its_token_source(TokenSource? source, string name) =>
        Assert.Equal(name, CredentialOptions.From(new() { TokenSource = source }).Name);

    [Theory]
    [MemberData(nameof(SourcesWithClientId))]
    public void From_accepts_a_client_id_for_token_sources_with_several_identities(TokenSource source) =>
        Assert.Equal("c", CredentialOptions.From(new() { TokenSource = source, ClientId = " c " }).ClientId);

    [Theory]
    [MemberData(nameof(SourcesWithoutClientId))]
    public void From_rejects_a_client_id_for_other_token_sources(TokenSource source) =>
        Assert.Equal("ClientId", Assert.Throws<InvalidWorkspaceException>(() => CredentialOptions.From(new() { TokenSource = source, ClientId = "c" })).ParameterName);

    [Fact]
    public void From_copies_the_secret_and_Dispose_disposes_of_the_copy()
    {
        using SecureString given = ClientFixture.Secret("s3cret");
        CredentialOptions credential = CredentialOptions.From(new() { ClientSecret = given, ClientId = "c", TenantId = "t" });

        Assert.Equal("s3cret", credential.Secret!.ToPlainText());
        Assert.True(credential.Secret!.IsReadOnly());
        Assert.True(given.IsReadOnly());
        credential.Dispose();
        Assert.Throws<ObjectDisposedException>(() => credential.Secret!.Length);
        Assert.Equal(6, given.Length);
    }

    [Fact]
    public void Dispose_disposes_of_the_certificate()
    {
        string path = WriteCertificate("pfx", null);
        CredentialOptions credential = CredentialOptions.From(new() { CertificatePath = path, ClientId = "c", TenantId = "t" });
        credential.Dispose();

        Assert.Equal(IntPtr.Zero, credential.Certificate!.Handle);
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
    [InlineData("pfx", null)]
    [InlineData("pfx", "p@ss")]
    [InlineData("pem", null)]
    [InlineData("pem", "p@ss")]
    public void From_reads_PFX_and_PEM_files(string kind, string? password)
    {
        string path = WriteCertificate(kind, password);
        using SecureString? secret = password is null ? null : ClientFixture.Secret(password);
        using CredentialOptions credential = CredentialOptions.From(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" });

        Assert.True(credential.Certificate!.HasPrivateKey);
        Assert.Equal("service principal", credential.Name);
        Assert.NotNull(CredentialFactory.Create(credential, null, ClientFixture.Quick()));
    }

    [Theory]
    [InlineData("pfx", "p@ss", "wrong", "Check -CertificatePassword")]
    [InlineData("pfx", "p@ss", null, "give -CertificatePassword")]
    [InlineData("cer", null, null, "private key")]
    [InlineData("none", null, null, "cannot be read")]
    [InlineData("text", null, null, "cannot be used")]
    public void From_reports_why_a_certificate_file_is_rejected(string kind, string? password, string? given, string expected)
    {
        string path = WriteCertificate(kind, password);
        using SecureString? secret = given is null ? null : ClientFixture.Secret(given);
        InvalidWorkspaceException failure = Assert.Throws<InvalidWorkspaceException>(
            () => CredentialOptions.From(new() { CertificatePath = path, CertificatePassword = secret, ClientId = "c", TenantId = "contoso.com" }));

        Assert.Equal("CertificatePath", failure.ParameterName);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string WriteCertificate(string kind, string? password)
    {
        string path = _folder.GetPath("certificate");
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
