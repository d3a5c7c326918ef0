using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class SecretFilterTests
{
    private const string Secret = "Ab/cdEF+gh01234567/89==";

    [Theory]
    [InlineData("Ab/cdEF+gh01234567/89==")]
    [InlineData("Ab/cdEF+gh01234567/89")]
    [InlineData("ab/cdef+GH01234567/89==")]
    [InlineData("Ab%2FcdEF%2bgh01234567%2F89%3D%3D")]
    [InlineData("Ab/cdEF%2Bgh01234567%2f89==")]
    [InlineData("Ab%252FcdEF%25252Bgh01234567/89%253D=")]
    [InlineData("%41b/cdEF+gh%3012345%367/89==")]
    [InlineData("Ab\\/cdEF\\u002Bgh01234567\\u002f89\\u003D\\u003d")]
    [InlineData("Ab/cdEF+gh01")]
    [InlineData("cdEF+gh01234567")]
    [InlineData("01234567/89==Ab/cdEF+gh01")]
    public void Remove_recognizes_the_forms_and_parts_of_a_secret(string shown)
    {
        SecretFilter filter = new([Secret]);

        Assert.Equal("...", filter.Remove(shown));
        Assert.Equal("the \u00e4 '...' and\ud800 '...'", filter.Remove($"the \u00e4 '{shown}' and\ud800 '{shown}'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ab/cdEF")]
    [InlineData("Ab/cdEF+gh0 nothing")]
    [InlineData("100%")]
    [InlineData("%2")]
    [InlineData("%zz%25%2")]
    [InlineData("\\u00")]
    [InlineData("\\")]
    public void Remove_returns_other_texts_unchanged(string text) => Assert.Equal(text, new SecretFilter([Secret]).Remove(text));

    [Fact]
    public void Remove_recognizes_short_secrets_as_a_whole()
    {
        SecretFilter filter = new(["short==", "p\u00e4ssword", "abcdefgh=="]);

        Assert.Equal("short== ... ... passwor", filter.Remove("short== p%C3%A4SSword abcdefgh passwor"));
    }

    [Fact]
    public void Remove_keeps_texts_of_incomplete_escapes()
    {
        Random random = new(1);
        SecretFilter filter = new([Secret]);
        for (int i = 0; i < 5000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "%25\\u00/Ab\ud800\udc00"[random.Next(12)]));

            Assert.Equal(text, filter.Remove(text));
            Assert.StartsWith(text, filter.Remove(text + Secret), StringComparison.Ordinal);
            Assert.EndsWith("...", filter.Remove(text + Secret), StringComparison.Ordinal);
        }
    }
}
