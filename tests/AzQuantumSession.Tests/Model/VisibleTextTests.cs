
namespace AzQuantumSession.Tests.Model;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("plain ümlaut \u4e2d\ud83d\ude00", "plain ümlaut \u4e2d\ud83d\ude00")]
    [InlineData("\e[31m\0\a\b\x7f", "␛[31m␀␇␈␡")]
    [InlineData("a\r\n\tb", "a␍␊␉b")]
    [InlineData("\u0080\u009b\u009f\u00a0", "\ufffd\ufffd\ufffd\u00a0")]
    [InlineData("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e\u200f", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("\u2028\u2029\u200d", "\ufffd\ufffd\u200d")]
    public void Line_replaces_control_characters(string? text, string? shown) => Assert.Equal(shown, VisibleText.Line(text));

    [Theory]
    [InlineData("a\r\nb\n\tc", "a\nb\n\tc")]
    [InlineData("50 %\r100 %", "50 %␍100 %")]
    [InlineData("a\e\n\u202eb", "a␛\n\ufffdb")]
    public void Lines_keeps_line_breaks(string text, string shown) => Assert.Equal(shown, VisibleText.Lines(text));

    [Theory]
    [InlineData(VisibleText.MaxMessageLength, VisibleText.MaxMessageLength, 'x')]
    [InlineData(VisibleText.MaxMessageLength + 1, VisibleText.MaxMessageLength, '.')]
    [InlineData(1_000_000, VisibleText.MaxMessageLength, '.')]
    public void Message_ends_a_long_message(int length, int shownLength, char end)
    {
        string shown = VisibleText.Message(new string('x', length));

        Assert.Equal((shownLength, end), (shown.Length, shown[^1]));
    }

    [Fact]
    public void MessageLine_ends_a_long_line() =>
        Assert.Equal(new string('␛', VisibleText.MaxMessageLineLength - 3) + "...", VisibleText.MessageLine(new string('\e', VisibleText.MaxMessageLength)));

    [Fact]
    public void Message_does_not_divide_a_surrogate_pair() =>
        Assert.EndsWith("x...", VisibleText.Message(new string('x', VisibleText.MaxMessageLength - 4) + "\ud83d\ude00 and more"), StringComparison.Ordinal);

    [Fact]
    public void Line_returns_a_text_without_control_characters_itself()
    {
        const string Text = "plain";

        Assert.Same(Text, VisibleText.Line(Text));
    }
}
