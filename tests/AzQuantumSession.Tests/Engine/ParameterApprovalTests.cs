using System.Management.Automation;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Scripts of users depend on the parameters of all commands. A change of a parameter has to change Parameters.approved.txt.</summary>
public sealed class ParameterApprovalTests
{
    [Fact]
    public void Parameters_match_the_approved_list()
    {
        using EngineSession session = new(new());
        string actual = Describe(session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Values").As<CmdletInfo>());
        string received = Path.Combine(AppContext.BaseDirectory, "Parameters.received.txt");
        File.WriteAllText(received, actual);

        string approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Parameters.approved.txt"));

        Assert.True(approved == actual, $"The parameters differ from Engine/Parameters.approved.txt. If the change is wanted, replace the file by '{received}'.");
    }

    private static string Describe(IEnumerable<CmdletInfo> commands) =>
        string.Concat(commands.OrderBy(command => command.Name, StringComparer.Ordinal).SelectMany(DescribeCommand).Select(line => line + "\n"));

    private static IEnumerable<string> DescribeCommand(CmdletInfo command)
    {
        yield return $"{command.Name} (default set: {command.DefaultParameterSet ?? "none"})";
        foreach (ParameterMetadata parameter in command.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            yield return $"  -{parameter.Name} [{parameter.ParameterType}]{DescribeAliases(parameter)}";
            foreach ((string set, ParameterSetMetadata data) in parameter.ParameterSets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                yield return $"    {set}:{DescribeSet(data)}";
            }

            foreach (Attribute attribute in parameter.Attributes.Where(attribute => attribute is not (ParameterAttribute or AliasAttribute)))
            {
                yield return $"    {DescribeAttribute(attribute)}";
            }
        }
    }

    private static string DescribeAliases(ParameterMetadata parameter) =>
        parameter.Aliases.Count == 0 ? "" : $" aliases: {string.Join(", ", parameter.Aliases.Order(StringComparer.Ordinal))}";

    private static string DescribeSet(ParameterSetMetadata data) =>
        (data.IsMandatory ? " mandatory" : " optional")
        + (data.Position >= 0 ? $", position {data.Position}" : "")
        + (data.ValueFromPipeline ? ", by value" : "")
        + (data.ValueFromPipelineByPropertyName ? ", by property name" : "");

    private static string DescribeAttribute(Attribute attribute) => attribute switch
    {
        ArgumentCompleterAttribute completer => $"completer: {completer.Type?.Name}",
        ValidateSetAttribute set => $"one of: {string.Join(", ", set.ValidValues)}",
        ValidateRangeAttribute range => $"range: {range.MinRange} to {range.MaxRange}",
        _ => attribute.GetType().Name,
    };
}
