using System.Globalization;

namespace AzQuantumSession;

/// <summary>One entry of a cost estimate: a dimension that was used, and what it costs.</summary>
public sealed class QuantumCostEvent
{
    internal QuantumCostEvent()
    {
    }

    /// <summary>The id of the dimension that is billed.</summary>
    public string? DimensionId { get; internal init; }

    /// <summary>The dimension's name.</summary>
    public string? DimensionName { get; internal init; }

    /// <summary>The unit of the amounts.</summary>
    public string? MeasureUnit { get; internal init; }

    /// <summary>The amount that is billed, in <see cref="MeasureUnit"/>.</summary>
    public decimal? AmountBilled { get; internal init; }

    /// <summary>The amount that was used, in <see cref="MeasureUnit"/>.</summary>
    public decimal? AmountConsumed { get; internal init; }

    /// <summary>The price of one unit, in the estimate's currency.</summary>
    public decimal? UnitPrice { get; internal init; }

    /// <summary>The dimension with its amount.</summary>
    /// <returns>For example <c>Gate shots: 1200 shot</c>, with the amount in the invariant culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{DimensionName ?? DimensionId}: {AmountConsumed} {MeasureUnit}").TrimEnd();
}
