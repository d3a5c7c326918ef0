using System.Globalization;

namespace AzQuantumSession;

/// <summary>An entry of a cost estimate: a billing dimension with its usage and its price.</summary>
public sealed class QuantumCostEvent
{
    internal QuantumCostEvent()
    {
    }

    /// <summary>The id of the billing dimension.</summary>
    public string? DimensionId { get; internal init; }

    /// <summary>The name of the billing dimension.</summary>
    public string? DimensionName { get; internal init; }

    /// <summary>The unit of the amounts.</summary>
    public string? MeasureUnit { get; internal init; }

    /// <summary>The billed amount, in <see cref="MeasureUnit"/>.</summary>
    public decimal? AmountBilled { get; internal init; }

    /// <summary>The used amount, in <see cref="MeasureUnit"/>.</summary>
    public decimal? AmountConsumed { get; internal init; }

    /// <summary>The price of one unit, in the estimate's currency.</summary>
    public decimal? UnitPrice { get; internal init; }

    /// <summary>Returns the dimension with its amount.</summary>
    /// <returns>For example <c>Gate shots: 1200 shot</c>, with the amount formatted with the invariant culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{DimensionName ?? DimensionId}: {AmountConsumed} {MeasureUnit}").TrimEnd();
}
