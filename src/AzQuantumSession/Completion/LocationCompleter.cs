namespace AzQuantumSession.Completion;

/// <summary>Completes the names of regions of the public cloud. A workspace can be in another region.</summary>
public sealed class LocationCompleter : ValueCompleter
{
    private static readonly string[] Regions =
    [
        "Australia East", "Brazil South", "Canada Central", "Canada East", "Central India", "Central US", "East Asia", "East US",
        "East US 2", "France Central", "Germany West Central", "Italy North", "Japan East", "Japan West", "Korea Central",
        "North Central US", "North Europe", "Norway East", "Poland Central", "South Africa North", "South Central US", "South India",
        "Southeast Asia", "Spain Central", "Sweden Central", "Switzerland North", "UAE North", "UK South", "UK West", "West Central US",
        "West Europe", "West US", "West US 2", "West US 3",
    ];

    internal override IEnumerable<CompletionItem> GetItems(string command, string parameter, IDictionary boundParameters) => Regions.Select(region =>
        new CompletionItem(region.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), region) { Name = region });
}
