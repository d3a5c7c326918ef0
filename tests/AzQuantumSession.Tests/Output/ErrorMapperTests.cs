using System.Management.Automation;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Handlers;

namespace AzQuantumSession.Tests.Output;

public sealed class ErrorMapperTests
{
    private static readonly Dictionary<string, string[]> Documented = ErrorTable.Rows.ToDictionary(row => row.Id, row => row.Categories);

    [Fact]
    public void Kinds_has_a_row_for_each_error_kind() => Assert.Equal(Enum.GetValues<QuantumErrorKind>().Order(), ErrorMapper.Kinds.Keys.Order());

    [Fact]
    public void Kinds_has_the_documented_ids_and_categories() =>
        Assert.All(ErrorMapper.Kinds.Values, row => Assert.Contains(row.Category.ToString(), Documented[row.Id]));

    [Fact]
    public void Documented_categories_are_members_of_ErrorCategory() =>
        Assert.All(Documented.Values.SelectMany(categories => categories), category => Assert.True(Enum.TryParse<ErrorCategory>(category, out _), category));

    [Fact]
    public void ToError_keeps_the_target_of_a_CmdletException_and_adds_a_missing_one()
    {
        Assert.Equal("own", ErrorMapper.ToError(new CmdletException("Id", ErrorCategory.InvalidData, "m", "own"), "item").Target);
        Assert.Equal("item", ErrorMapper.ToError(new CmdletException("Id", ErrorCategory.InvalidData, "m"), "item").Target);
    }

    [Fact]
    public void ToError_names_the_parameter_of_an_invalid_workspace() =>
        Assert.Equal("Location", ErrorMapper.ToError(new InvalidWorkspaceException("Location", "m"), null).Target);

    [Fact]
    public void ToError_maps_an_unexpected_exception_to_InternalError()
    {
        InvalidOperationException exception = new("Why?");
        CmdletError error = ErrorMapper.ToError(exception, "item");

        Assert.Equal((exception, "InternalError", ErrorCategory.NotSpecified, "item"), (error.Exception, error.Id, error.Category, error.Target));
        Assert.Equal("An internal error occurred: InvalidOperationException: Why? Report this error with the text of Get-Error.", error.Message);
    }

    [Fact]
    public void ToError_replaces_an_unexpected_exception_with_control_characters_by_its_texts()
    {
        CmdletError error = ErrorMapper.ToError(new InvalidOperationException("outer", new IOException("\e[31m")), "item");

        Assert.DoesNotContain('\e', error.Exception.ToString());
        Assert.Contains("System.IO.IOException: ␛[31m", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: outer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunForItemAsync_does_not_catch_exceptions_that_end_the_command()
    {
        Exception[] exceptions =
        [
            new OperationCanceledException(), new PipelineStoppedException(), new RuntimeException("mine"), new InvalidWorkspaceException("Location", "m"),
            new CmdletException("Id", ErrorCategory.InvalidData, "m") { IsTerminating = true },
        ];
        foreach (Exception exception in exceptions)
        {
            RecordingCmdletOutput output = new();

            Assert.Same(exception, await Assert.ThrowsAsync(exception.GetType(), () => output.RunForItemAsync("item", () => throw exception)));
            Assert.Empty(output.Errors);
        }
    }
}
