using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Cmdlets;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Compares the limits in docs/reliability.md with the code, and their parameters with the commands.</summary>
public sealed partial class ReliabilityTests
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type[] Types = [.. typeof(HttpSettings).Assembly.GetTypes(), .. typeof(AsyncCmdlet).Assembly.GetTypes(), .. typeof(QuantumSession).Assembly.GetTypes()];

    private static readonly MatchCollection Limits = LimitPattern().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reliability.md")));

    [Fact]
    public void Limits_have_the_values_of_the_code()
    {
        Assert.True(Limits.Count > 15);
        Assert.All(Limits, limit => Assert.Equal(ReadValue(limit.Groups["value"].Value), GetMember(limit.Groups["type"].Value, limit.Groups["member"].Value)));
    }

    [Fact]
    public void Parameters_of_limits_exist()
    {
        HashSet<string> parameters = [.. Types
            .Where(type => type.IsSubclassOf(typeof(AsyncCmdlet)))
            .SelectMany(type => type.GetProperties())
            .Select(property => $"-{property.Name}")
            .Append("-First")];

        string[] named = [.. Limits.SelectMany(limit => ParameterPattern().Matches(limit.Groups["parameters"].Value)).Select(match => match.Value)];

        Assert.NotEmpty(named);
        Assert.All(named, parameter => Assert.Contains(parameter, parameters));
    }

    // A time in milliseconds, a size in bytes, or a number.
    private static double ReadValue(string text)
    {
        string[] parts = text.Split(' ');
        double number = double.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.ElementAtOrDefault(1) switch
        {
            null or "ms" => number,
            "s" => number * 1000,
            "min" => number * 60_000,
            "h" => number * 3_600_000,
            "MiB" => number * 1024 * 1024,
            "GiB" => number * 1024 * 1024 * 1024,
            var unit => throw new InvalidOperationException($"'{unit}' is not a unit."),
        };
    }

    private static double GetMember(string typeName, string name)
    {
        // A generic class has a suffix with the number of its parameters.
        Type type = Types.Single(type => type.Name.Split('`')[0] == typeName && type.GetMember(name, AnyMember).Length > 0);
        Type closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(QuantumSession))]) : type;
        object? value = closed.GetMember(name, AnyMember).Single() switch
        {
            FieldInfo field => field.GetValue(null),
            PropertyInfo property => property.GetValue(property.GetMethod!.IsStatic ? null : Activator.CreateInstance(closed)),
            var member => throw new InvalidOperationException($"{member} has no value."),
        };
        return value is TimeSpan time ? time.TotalMilliseconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);
    }

    // | limit | value | parameters | `Type.Member` |
    [GeneratedRegex(@"^\| [^|]+ \| (?<value>[^|]+) \| (?<parameters>[^|]*)\| `(?<type>\w+)\.(?<member>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex LimitPattern();

    [GeneratedRegex(@"-\w+")]
    private static partial Regex ParameterPattern();
}
