using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Surface;

/// <summary>
/// What scripts of users depend on, as docs/support.md promises: one line for each command, parameter, property, error, and column, and
/// for each of their characteristics. A removed line breaks scripts.
/// </summary>
internal static partial class ModuleSurface
{
    private const string OwnNamespace = nameof(AzQuantumSession);

    /// <summary>Returns the lines of the built module, in order.</summary>
    public static string[] Describe(EngineSession session)
    {
        IReadOnlyList<CmdletInfo> commands = session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Values").As<CmdletInfo>();
        IEnumerable<string> lines =
        [
            .. DescribeParameters(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Engine", "Parameters.approved.txt"))),
            .. commands.SelectMany(command => command.OutputType.Select(output => $"command {command.Name}: output {output.Type}")),
            .. FindTypes(commands).SelectMany(DescribeType),
            .. DescribeAddedProperties(Load("AzQuantumSession.Types.ps1xml")),
            .. ErrorTable.Rows.SelectMany(row => row.Categories.Select(category => $"error {row.Id}: {category}")),
            .. Load("AzQuantumSession.Format.ps1xml").Descendants("View").SelectMany(DescribeView),
        ];
        return [.. lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns the lines of the commands and parameters.</summary>
    /// <param name="approved">The lines of Parameters.approved.txt, which another test compares with the module.</param>
    public static IEnumerable<string> DescribeParameters(IEnumerable<string> approved)
    {
        string command = "", parameter = "";
        foreach (Match line in approved.Select(line => ApprovedLinePattern().Match(line)))
        {
            if (line.Groups["command"].Success)
            {
                command = line.Groups["command"].Value;
                yield return $"command {command}";
                yield return $"command {command}: default set {line.Groups["default"].Value}";
            }
            else if (line.Groups["parameter"].Success)
            {
                parameter = $"{command} -{line.Groups["parameter"].Value}";
                yield return $"parameter {parameter}: {line.Groups["type"].Value}";
                foreach (string alias in Split(line.Groups["aliases"]))
                {
                    yield return $"parameter {parameter}: alias {alias}";
                }
            }
            else if (line.Groups["set"].Success)
            {
                string member = $"set {command}/{line.Groups["set"].Value} {parameter[command.Length..].Trim()}";
                yield return member;
                // A parameter that is no longer mandatory breaks no script, so that this has no line.
                foreach (string characteristic in Split(line.Groups["characteristics"]).Where(text => text != "mandatory"))
                {
                    yield return $"{member}: {characteristic}";
                }
            }
            else if (line.Groups["values"].Success)
            {
                foreach (string value in Split(line.Groups["values"]))
                {
                    yield return $"parameter {parameter}: value {value}";
                }
            }
            else if (line.Groups["range"].Success)
            {
                yield return $"parameter {parameter}: range {line.Groups["range"].Value}";
            }
        }
    }

    private static string[] Split(Group group) => group.Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static XDocument Load(string file) => XDocument.Load(Path.Combine(AppContext.BaseDirectory, file));

    // The types of parameters and outputs, and the types of their properties.
    private static HashSet<Type> FindTypes(IEnumerable<CmdletInfo> commands)
    {
        Queue<Type> found = new(commands.SelectMany(command => command.OutputType.Select(output => output.Type)
            .Concat(command.Parameters.Values.Select(parameter => parameter.ParameterType))));
        HashSet<Type> types = [];
        while (found.TryDequeue(out Type? type))
        {
            foreach (Type inner in type?.GetGenericArguments().Append(type.GetElementType()!).OfType<Type>() ?? [])
            {
                found.Enqueue(inner);
            }

            if (type is { IsEnum: true, Namespace: OwnNamespace } || (type?.Namespace == OwnNamespace && types.Add(type)))
            {
                types.Add(type);
                Array.ForEach(GetProperties(type), property => found.Enqueue(property.PropertyType));
            }
        }

        return types;
    }

    private static PropertyInfo[] GetProperties(Type type) =>
        type.IsEnum ? [] : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];

    private static IEnumerable<string> DescribeType(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"type {type}: value {name}")
        : GetProperties(type).Select(property => $"type {type}: {property.Name} {property.PropertyType}");

    // Hidden properties, such as those of the views, are not for scripts.
    private static IEnumerable<string> DescribeAddedProperties(XDocument types) =>
        from type in types.Descendants("Type")
        let name = type.Element("Name")!.Value
        where !name.StartsWith("Deserialized.", StringComparison.Ordinal)
        from member in type.Element("Members")?.Elements() ?? []
        where member.Name.LocalName.EndsWith("Property", StringComparison.Ordinal) && (string?)member.Attribute("IsHidden") != "true"
        select $"type {name}: {member.Element("Name")!.Value} (added)";

    private static IEnumerable<string> DescribeView(XElement view) =>
        from type in view.Element("ViewSelectedBy")!.Elements("TypeName")
        from column in view.Descendants("TableColumnHeader")
            .Select((header, index) => header.Element("Label")?.Value ?? view.Descendants("TableColumnItem").ElementAt(index).Value)
        select $"view {type.Value}: {SpacePattern().Replace(column, " ")}";

    // The lines that ParameterApprovalTests writes: a command, a parameter, one of its sets, or an attribute.
    [GeneratedRegex(
        @"^(?<command>\w+-\w+) \(default set: (?<default>.+)\)$"
        + @"|^  -(?<parameter>\w+) \[(?<type>.+)\](?: aliases: (?<aliases>.+))?$"
        + @"|^    one of: (?<values>.+)$|^    range: (?<range>.+)$"
        + @"|^    (?<set>\w+): (?<characteristics>(?:mandatory|optional).*)$")]
    private static partial Regex ApprovedLinePattern();

    [GeneratedRegex(" +")]
    private static partial Regex SpacePattern();
}
