using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class UrlTemplateTests
{
    [Theory]
    [InlineData("/sessions", "/sessions")]
    [InlineData("/sessions/a", "/sessions/{sessionId}")]
    [InlineData("/sessions/jobs", "/sessions/{sessionId}")]
    [InlineData("/sessions/a%3Aclose", "/sessions/{sessionId}")]
    [InlineData("/sessions/a:close", "/sessions/{sessionId}:close")]
    [InlineData("/sessions/jobs/jobs", "/sessions/{sessionId}/jobs")]
    [InlineData("/Jobs/a:cancel", "/jobs/{jobId}:cancel")]
    [InlineData("/quotaUsages", "/quotaUsages")]
    [InlineData("/storage/sasUri", "/storage/sasUri")]
    [InlineData("", "")]
    public void Find_replaces_the_values_of_operations(string path, string template) =>
        Assert.Equal(ClientFixture.WorkspaceTemplate + template, UrlTemplate.Find(new Uri($"https://h/base/path{ClientFixture.WorkspacePath}{path}?filter=secret")));

    [Theory]
    [InlineData("/unknown")]
    [InlineData("/sessions/a/b/c")]
    public void Find_returns_null_for_an_unknown_path(string path) =>
        Assert.Null(UrlTemplate.Find(new Uri($"https://h{ClientFixture.WorkspacePath}{path}")));

    [Theory]
    [InlineData("/contoso.com/oauth2/v2.0/token", "/{tenantId}/oauth2/v2.0/token")]
    [InlineData("/common/discovery/instance", "/common/discovery/instance")]
    [InlineData("/metadata/identity/oauth2/token", "/metadata/identity/oauth2/token")]
    [InlineData("/msi/token", "/msi/token")]
    [InlineData("/token", null)]
    [InlineData("/", null)]
    public void Find_knows_the_requests_of_sign_ins(string path, string? template) => Assert.Equal(template, UrlTemplate.Find(new Uri($"https://h{path}")));

    [Theory]
    [InlineData("https://a.blob.core.windows.net/job-1?restype=container&sig=x", "/{container}")]
    [InlineData("https://a.blob.core.windows.net/job-1?restype=container&comp=list&sig=x", "/{container}")]
    [InlineData("http://127.0.0.1:1/account/job-1/inputData?sig=x", "/{container}/{blob}")]
    public void ForStorage_distinguishes_containers_and_blobs(string uri, string template) => Assert.Equal(template, UrlTemplate.ForStorage(new Uri(uri)));
}
