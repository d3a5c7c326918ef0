using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Support;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class AzLoginCredentialTests
{
    private static readonly TokenCredential NoProcess = DelegatedTokenCredential.Create((_, _) => throw new InvalidOperationException("no process"));

    [Fact]
    public async Task GetTokenAsync_prefers_the_sign_in_of_the_host_to_a_process()
    {
        using FakeHost host = new("hosted");
        AzLoginCredential credential = new("contoso.com", ClientFixture.Quick(), NoProcess);

        Assert.Equal("hosted", await GetTokenAsync(credential));
        Assert.Equal(("https://quantum.microsoft.com", "contoso.com"), Assert.Single(host.Requests));
    }

    [Fact]
    public async Task GetTokenAsync_passes_a_resource_without_default_scope_to_the_host()
    {
        using FakeHost host = new("hosted");
        await new AzLoginCredential(null, ClientFixture.Quick(), NoProcess).GetTokenAsync(new(["https://quantum.microsoft.com"]), ClientFixture.Token);

        Assert.Equal(("https://quantum.microsoft.com", null), Assert.Single(host.Requests));
    }

    [Fact]
    public async Task GetTokenAsync_starts_a_process_only_if_the_module_is_installed()
    {
        using FakeHost host = new(null);
        using TempFolder modules = new();
        string modulePath = $"/nowhere{Path.PathSeparator}{modules.Path}";
        FakeCredential.Log log = new();
        WorkspaceClientSettings settings = ClientFixture.Quick() with { Environment = name => name == "PSModulePath" ? modulePath : null };
        AzLoginCredential credential = new(null, settings, log.Create());
        CredentialUnavailableException failure = await Assert.ThrowsAsync<CredentialUnavailableException>(() => GetTokenAsync(credential));
        Directory.CreateDirectory(modules.GetPath("Az.Accounts"));

        Assert.Equal("Az.Accounts is not installed.", failure.Message);
        Assert.Equal("token-1", await GetTokenAsync(credential));
        Assert.Equal("token-2", await GetTokenAsync(credential));
    }

    private static async Task<string> GetTokenAsync(AzLoginCredential credential) =>
        (await credential.GetTokenAsync(new(["https://quantum.microsoft.com/.default"], isCaeEnabled: true), ClientFixture.Token)).Token;

    /// <summary>A host with a signed-in account, or without an account if the token is null.</summary>
    private sealed class FakeHost : IClientHost, IDisposable
    {
        private readonly string? _token;

        public FakeHost(string? token)
        {
            _token = token;
            ClientHost.Current = this;
        }

        public List<(string, string?)> Requests { get; } = [];

        public Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken)
        {
            Requests.Add((resource, tenantId));
            return Task.FromResult(_token is null ? null : new AccountToken(ClientFixture.Secret(_token), DateTimeOffset.MaxValue));
        }

        public void ShowSignIn(string message) => throw new NotSupportedException();

        public void Dispose() => ClientHost.Current = null;
    }
}
