using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class UriOriginTests
{
    [Theory]
    [InlineData("https://h/a", "https://H:443/b?c", true)]
    [InlineData("https://h/", "http://h:443/", false)]
    [InlineData("https://h/", "https://other/", false)]
    [InlineData("https://h/", "https://h:444/", false)]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/", true)]
    [InlineData("https://a\uf4f3b/", "https://h/", false)]
    public void IsSame_compares_scheme_host_and_port(string left, string right, bool expected) =>
        Assert.Equal(expected, UriOrigin.IsSame(new Uri(left), new Uri(right)));

    [Theory]
    [InlineData("https://h/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("http://h/", false)]
    [InlineData("ftp://localhost/", false)]
    public void IsSecure_accepts_only_https_and_loopback(string uri, bool expected) =>
        Assert.Equal(expected, UriOrigin.IsSecure(new Uri(uri)));

    [Fact]
    public void HostAndPort_and_Format_return_only_the_origin()
    {
        Uri uri = new("https://user:password@h:8443/a?sig=b");

        Assert.Equal("h:8443", UriOrigin.HostAndPort(uri));
        Assert.Equal("https://h:8443", UriOrigin.Format(uri));
    }
}
