using System.Text;
using AzQuantumSession.Output;

namespace AzQuantumSession.Views;

/// <summary>
/// Computes the properties of results that <c>AzQuantumSession.Types.ps1xml</c> adds and hides: <c>ConvertTo-Json</c> and
/// <c>Export-Csv</c> would repeat the result that <c>Text</c> contains.
/// </summary>
public static class ResultProperties
{
    /// <summary>The result in the provider's format, as bytes.</summary>
    /// <param name="item">The result of a job.</param>
    public static byte[] GetRaw(PSObject item) =>
        item.BaseObject is QuantumJobResult result ? result.Raw : Encoding.UTF8.GetBytes(item.Text(nameof(QuantumJobResult.Text)) ?? "");

    /// <summary>The values of the result in the provider's format, as values, lists, and dictionaries; null if it is not JSON, and for a deserialized result.</summary>
    /// <param name="item">The result of a job.</param>
    public static object? GetJson(PSObject item) => (item.BaseObject as QuantumJobResult)?.Json.Value;

    /// <summary>The numbers of the physical estimates; null if the result contains outcomes. <c>ResourceEstimates</c> contains all estimates.</summary>
    internal static string? DescribeEstimates(PSObject item)
    {
        if (item.Value<IDictionary>(nameof(QuantumJobResult.ResourceEstimates)) is not { } estimates)
        {
            return null;
        }

        IDictionary counts = estimates["physicalCounts"].Unwrap() as IDictionary ?? new Hashtable();
        IEnumerable<string> numbers = counts.Keys.Cast<object>()
            .Where(name => counts[name].Unwrap() is long)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {counts[name]}"));
        return VisibleText.Line($"Resource estimates: {string.Join(", ", numbers)}");
    }
}
