using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Compares the properties in docs/service.md with the properties of the output objects.</summary>
public sealed partial class ServicePropertyTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "service.md"));

    [Theory]
    [InlineData("3.2 Response body", typeof(QuantumSession))]
    [InlineData("5.2 Response body", typeof(QuantumSessionJob))]
    [InlineData("2.3 Providers, targets, and quotas", typeof(QuantumTarget))]
    public void Each_property_of_the_service_is_a_property_of_the_object(string section, Type type)
    {
        string text = Regex.Match(Page, $@"^### {Regex.Escape(section)}\n(.*?)(?=^##)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        string[] names = [.. RowPattern().Matches(text)
            .SelectMany(row => NamePattern().Matches(row.Groups[1].Value))
            .Concat(LaterPattern().Matches(text).SelectMany(list => NamePattern().Matches(list.Value)))
            .Select(name => name.Groups[1].Value)];

        Assert.True(names.Length > 5, string.Join(' ', names));
        Assert.All(names, name => Assert.NotNull(type.GetProperty(GetPropertyName(name))));
    }

    [Theory]
    [InlineData("quota")]
    [InlineData("quota usage")]
    public void Each_property_of_a_quota_is_a_property_of_the_object(string resource)
    {
        string text = Regex.Match(Page, $@"^A \*\*{resource}\*\* has ([^.]*)\.", RegexOptions.Multiline).Groups[1].Value;
        string[] names = [.. NamePattern().Matches(text).Select(name => name.Groups[1].Value)];

        Assert.True(names.Length >= 5, text);
        Assert.All(names, name => Assert.NotNull(typeof(QuantumQuota).GetProperty(GetQuotaPropertyName(name))));
    }

    // The object of the service has the number as its only property.
    private static string GetPropertyName(string name) =>
        name == "quantumComputingData" ? nameof(QuantumSessionJob.QuantumComputingCount) : char.ToUpperInvariant(name[0]) + name[1..];

    // The quotas of both kinds of workspaces have the same properties in the output.
    private static string GetQuotaPropertyName(string name) => name switch
    {
        "utilization" or "usage" => nameof(QuantumQuota.Used),
        "holds" => nameof(QuantumQuota.Held),
        "targetId" => nameof(QuantumQuota.Target),
        _ => GetPropertyName(name),
    };

    [GeneratedRegex(@"^\| (`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^- Versions after [^.]*\.", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LaterPattern();

    [GeneratedRegex(@"`([a-z]\w+)`")]
    private static partial Regex NamePattern();
}
