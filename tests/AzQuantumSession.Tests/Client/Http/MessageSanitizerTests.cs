using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

public sealed class MessageSanitizerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  two\r\n\t words\u001b ", "two words")]
    [InlineData("see https://h/a?sv=1&sig=SECRET&x=1 there", "see https://h/a there")]
    [InlineData("see https://h/a?top=1 there", "see https://h/a?top=1 there")]
    [InlineData("apikey=SECRET; sig=SECRET&access_token=SECRET client_secret=SECRET", "apikey=...; sig=...&access_token=... client_secret=...")]
    public void Sanitize_returns_one_line_without_secrets(string? text, string expected) => Assert.Equal(expected, MessageSanitizer.Sanitize(text));

    [Fact]
    public void Sanitize_truncates_after_1000_characters()
    {
        Assert.Equal(new string('x', 1000), MessageSanitizer.Sanitize(new string('x', 1000)));
        Assert.Equal(new string('x', 1000) + "...", MessageSanitizer.Sanitize(new string('x', 1001)));
        Assert.Equal(new string('x', 999) + "...", MessageSanitizer.Sanitize(new string('x', 999) + " xx"));
    }

    [Theory]
    [InlineData("https://h/a?")]
    [InlineData("https://h/a ")]
    [InlineData("<")]
    [InlineData("sig=")]
    [InlineData(" ")]
    public void Sanitize_and_Summarize_examine_only_the_beginning_of_a_long_text(string part)
    {
        // The end of the text would change the result.
        string text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)) + "sig=SECRET <title>end</title>";
        string beginning = text[..MessageSanitizer.MaxInputLength];

        Assert.Equal(MessageSanitizer.Sanitize(beginning), MessageSanitizer.Sanitize(text));
        Assert.Equal(MessageSanitizer.Summarize(beginning), MessageSanitizer.Summarize(text));
        Assert.DoesNotContain("end", MessageSanitizer.Summarize(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Sanitize_keeps_surrogate_pairs_whole()
    {
        string text = new string('x', 999) + "\U0001F600 and more";

        Assert.Equal(new string('x', 999) + "...", MessageSanitizer.Sanitize(text));
    }

    [Theory]
    [InlineData("<html><title lang=\"en\">Bad\n&amp; <b>Gateway</b></title><body>page</body></html>", "Bad & Gateway")]
    [InlineData("  <p>page</p>", "")]
    [InlineData("plain <b>words</b>", "plain words")]
    public void Summarize_returns_the_title_of_a_page_or_the_first_words(string body, string expected) =>
        Assert.Equal(expected, MessageSanitizer.Summarize(body));

    [Fact]
    public void Summarize_truncates_after_200_characters() =>
        Assert.Equal(new string('x', 200) + "...", MessageSanitizer.Summarize(new string('x', 201)));

    [Theory]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(20)]
    public void Sanitize_removes_the_part_of_a_secret_before_the_cut(int length)
    {
        const string Secret = "0123456789abcdefghij";
        using RequestSecrets secrets = RequestSecrets.Remove([Secret]);

        string clean = MessageSanitizer.Sanitize("begin" + new string(' ', MessageSanitizer.MaxInputLength - 5 - length) + Secret + " end");
        Assert.DoesNotContain("0123", clean, StringComparison.Ordinal);
        Assert.StartsWith("begin", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Stop", "Stop.")]
    [InlineData("Stop.", "Stop.")]
    [InlineData("Stop!", "Stop!")]
    [InlineData("Stop?", "Stop?")]
    public void EnsurePeriod_adds_a_missing_period(string text, string expected) => Assert.Equal(expected, MessageSanitizer.EnsurePeriod(text));
}
