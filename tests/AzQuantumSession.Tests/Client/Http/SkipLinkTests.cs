using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class SkipLinkTests
{
    private const string Current = "https://eastus.quantum.azure.com/ws/sessions?api-version=1&filter=Name%20eq%20%27a%27&top=100";

    [Theory]
    [InlineData(Current, $"{Current}&skip=100")]
    [InlineData($"{Current}&skip=100", $"{Current}&skip=200")]
    [InlineData(Current, "https://eastus.quantum.azure.com/WS/Sessions?skip=100&top=100&filter=Name+eq+'a'&api-version=1")]
    public void TryCreate_accepts_the_form_of_the_service(string current, string next)
    {
        SkipLink link = SkipLink.TryCreate(new Uri(current), new Uri(next))!;

        Assert.Equal(new Uri(next).AbsoluteUri, link.GetUri(0).AbsoluteUri);
        Assert.Equal(next.Contains("skip=200", StringComparison.Ordinal), link.GetUri(2).Query.Contains("skip=400", StringComparison.Ordinal));
        Assert.Single(link.GetUri(2).Query.TrimStart('?').Split('&'), part => part.StartsWith("skip=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"{Current}&skip=3")]
    [InlineData($"{Current}&skip=200")]
    [InlineData($"{Current}&skip=-1")]
    [InlineData($"{Current}&skip=x")]
    [InlineData($"{Current}&skip=2147483647")]
    [InlineData($"{Current}&skip")]
    [InlineData($"{Current}&skip=100&more=1")]
    [InlineData($"{Current}&token=abc")]
    [InlineData("https://eastus.quantum.azure.com/ws/sessions?api-version=1&top=100&skip=100")]
    [InlineData("https://eastus.quantum.azure.com/ws/sessions?api-version=1&filter=Name%20eq%20%27a%27&skip=100")]
    [InlineData("https://eastus.quantum.azure.com/ws/sessions?api-version=1&filter=Name%20eq%20%27b%27&top=100&skip=100")]
    [InlineData("https://eastus.quantum.azure.com/ws/sessions?api-version=1&filter=Name%20eq%20%27a%27&top=0&skip=0")]
    [InlineData("https://eastus.quantum.azure.com/ws/jobs?api-version=1&filter=Name%20eq%20%27a%27&top=100&skip=100")]
    [InlineData("https://eastus-v2.quantum.azure.com/ws/sessions?api-version=1&filter=Name%20eq%20%27a%27&top=100&skip=100")]
    [InlineData("https://eastus.quantum.azure.com/ws/sessions")]
    public void TryCreate_returns_null_for_any_other_link(string next) => Assert.Null(SkipLink.TryCreate(new Uri(Current), new Uri(next)));
}
