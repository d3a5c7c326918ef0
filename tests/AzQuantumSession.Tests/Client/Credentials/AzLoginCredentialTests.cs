using AzQuantumSession.Client.Credentials;
using Azure.Core;
using Azure.Identity;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class AzLoginCredentialTests
{
    private static readonly TokenCredential NoProcess = DelegatedTokenCredential.Create((_, _) => throw new InvalidOperationException("no process"));

    [Fact]
    public async Task GetTokenAsync_prefers_the_sign_in_of_the_host_to_a_process()
    {
        using RecordingClientHost host = new(token: "hosted");
        AzLoginCredential credential = new("contoso.com", ClientFixture.Quick(), NoProcess);

        Assert.Equal("hosted", await GetTokenAsync(credential));
        Assert.Equal(("https://quantum.microsoft.com", "contoso.com"), Assert.Single(host.TokenRequests));
    }

    [Fact]
    public async Task GetTokenAsync_passes_a_resource_without_default_scope_to_the_host()
    {
        using RecordingClientHost host = new(token: "hosted");
        await new AzLoginCredential(null, ClientFixture.Quick(), NoProcess).GetTokenAsync(new(["https://quantum.microsoft.com"]), ClientFixture.Token);

        Assert.Equal(("https://quantum.microsoft.com", null), Assert.Single(host.TokenRequests));
    }

    [Fact]
    public async Task GetTokenAsync_starts_a_process_only_if_the_module_is_installed()
    {
        using RecordingClientHost host = new();
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
}
