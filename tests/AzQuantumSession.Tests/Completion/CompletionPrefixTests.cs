using System.Management.Automation.Language;
using AzQuantumSession.Completion;

namespace AzQuantumSession.Tests.Completion;

public sealed class CompletionPrefixTests
{
    [Theory]
    [InlineData(null, "", null)]
    [InlineData("ionq", "ionq", null)]
    [InlineData("'io", "io", '\'')]
    [InlineData("'io'", "io", '\'')]
    [InlineData("\"a b", "a b", '"')]
    public void Parse_separates_the_text_from_its_quote(string? word, string text, char? quote) =>
        Assert.Equal(new CompletionPrefix(text, quote), CompletionPrefix.Parse(word));

    [Theory]
    [InlineData("ionq.simulator", "ionq.simulator")]
    [InlineData("/subscriptions/x", "/subscriptions/x")]
    [InlineData("my run", "'my run'")]
    [InlineData("Failure(s)", "'Failure(s)'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("", "''")]
    public void Quote_adds_single_quotes_where_PowerShell_needs_them(string value, string expected) => Assert.Equal(expected, CompletionPrefix.Parse("").Quote(value));

    [Theory]
    [InlineData("'", "ionq.simulator", "'ionq.simulator'")]
    [InlineData("\"", "a $b `c \"d\"", "\"a `$b ``c `\"d`\"\"")]
    public void Quote_keeps_the_quote_that_the_user_typed(string word, string value, string expected) =>
        Assert.Equal(expected, CompletionPrefix.Parse(word).Quote(value));

    [Theory]
    [InlineData("", "a\u2019; Get-Date; \u2018b")]
    [InlineData("'", "a\u201a\u201b'")]
    [InlineData("\"", "a\u201d; Get-Date; \u201cb\u201e\"$(Get-Date)`")]
    public void Quote_keeps_a_value_with_any_quotes_in_one_string(string word, string value)
    {
        ScriptBlockAst script = Parser.ParseInput(CompletionPrefix.Parse(word).Quote(value), out _, out ParseError[] errors);

        Assert.Empty(errors);
        StatementAst statement = Assert.Single(script.EndBlock.Statements);
        Assert.Equal(value, Assert.IsType<StringConstantExpressionAst>(Assert.IsType<PipelineAst>(statement).GetPureExpression()).Value);
    }

    [Theory]
    [InlineData("ION", true)]
    [InlineData("my", true)]
    [InlineData("*", false)]
    [InlineData("sim", false)]
    public void IsMatch_compares_the_prefix_of_value_or_name_without_case(string word, bool expected) =>
        Assert.Equal(expected, CompletionPrefix.Parse(word).IsMatch(new CompletionItem("ionq.simulator", "") { Name = "my target" }));
}
