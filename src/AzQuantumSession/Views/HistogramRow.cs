using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Views;

/// <summary>An outcome in a histogram.</summary>
/// <param name="Outcome">The measured bits.</param>
/// <param name="Share">The probability, from 0 to 1; NaN if it is not known.</param>
/// <param name="Count">The number of shots as text; empty if it is not known.</param>
internal sealed record HistogramRow(string Outcome, double Share, string Count)
{
    /// <summary>The probability as text; empty if it is not known.</summary>
    public string Probability => double.IsNaN(Share) ? "" : DisplayText.Probability(Share);

    /// <summary>Reads an outcome. PowerShell may have serialized the outcome to a string only.</summary>
    public static HistogramRow Read(object outcome)
    {
        PSObject item = PSObject.AsPSObject(outcome);
        return new HistogramRow(
            PropertyReader.Text(item, nameof(QuantumOutcome.Outcome)) ?? $"{item}",
            PropertyReader.Value<double?>(item, nameof(QuantumOutcome.Probability)) ?? double.NaN,
            PropertyReader.Value<long?>(item, nameof(QuantumOutcome.Count))?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
