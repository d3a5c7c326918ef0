using System.Management.Automation;
using AzQuantumSession.Output;

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
    public void ToError_throws_for_an_exception_that_is_a_defect() =>
        Assert.Throws<ArgumentException>(() => ErrorMapper.ToError(new InvalidOperationException(), null));
}
