using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>
/// Parses the part of the Azure Resource Graph query language that finds workspaces: <c>Resources | where name =~ 'x' and
/// type =~ 'y' | extend … | project … | order by id | take n</c>. The columns are always the same, so extend and project have no effect.
/// </summary>
internal static partial class GraphQuery
{
    private const string WorkspaceType = "microsoft.quantum/workspaces";

    public static GraphStep Parse(string query)
    {
        string[] steps = [.. query.Split('|').Select(step => step.Trim())];
        if (!steps[0].Equals("resources", StringComparison.OrdinalIgnoreCase))
        {
            throw Reject(steps[0]);
        }

        GraphStep[] read = [.. steps.Skip(1).Select(ReadStep)];
        return workspaces => read.Aggregate(workspaces, (left, step) => step(left));
    }

    private static GraphStep ReadStep(string step)
    {
        if (Columns().IsMatch(step))
        {
            return workspaces => workspaces;
        }

        if (Take().Match(step) is { Success: true } take)
        {
            return workspaces => workspaces.Take(int.Parse(take.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));
        }

        if (OrderById().IsMatch(step))
        {
            return workspaces => workspaces.OrderBy(workspace => workspace.ResourceId, StringComparer.OrdinalIgnoreCase);
        }

        Match where = Where().Match(step) is { Success: true } match ? match : throw Reject(step);
        Predicate<WorkspaceIdentity>[] conditions = [.. where.Groups["property"].Captures.Zip(
            where.Groups["comparison"].Captures,
            where.Groups["value"].Captures).Select(parts => ReadCondition(parts.First.Value, parts.Second.Value, parts.Third.Value))];
        return workspaces => workspaces.Where(workspace => Array.TrueForAll(conditions, condition => condition(workspace)));
    }

    private static Predicate<WorkspaceIdentity> ReadCondition(string property, string comparison, string value)
    {
        StringComparison comparisonType = comparison == "=~" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return property switch
        {
            "type" => _ => WorkspaceType.Equals(value, comparisonType),
            "name" => workspace => workspace.Name.Equals(value, comparisonType),
            "resourceGroup" => workspace => workspace.ResourceGroupName.Equals(value, comparisonType),
            "subscriptionId" => workspace => workspace.SubscriptionId.Equals(value, comparisonType),
            "location" => workspace => workspace.Location.Equals(value, comparisonType),
            _ => throw Reject(property),
        };
    }

    private static ServiceException Reject(string what) => ServiceException.InvalidInput($"The query is not valid at '{what}'.", "query");

    [GeneratedRegex("""^where\s+(?:(?<property>\w+)\s*(?<comparison>=~|==)\s*['"](?<value>[^'"]*)['"](?:\s+and\s+(?=\w)|$))+$""", RegexOptions.CultureInvariant)]
    private static partial Regex Where();

    [GeneratedRegex(@"^(extend|project)\s+[\w\s=,.()]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Columns();

    [GeneratedRegex(@"^(order|sort)\s+by\s+id(\s+asc)?$", RegexOptions.CultureInvariant)]
    private static partial Regex OrderById();

    [GeneratedRegex(@"^(take|limit)\s+(?<count>[1-9][0-9]{0,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Take();
}

/// <summary>A step of a query, which returns the remaining workspaces.</summary>
internal delegate IEnumerable<WorkspaceIdentity> GraphStep(IEnumerable<WorkspaceIdentity> workspaces);
