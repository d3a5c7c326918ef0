using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AzQuantumSession;

/// <summary>The estimated cost of a session or job. Estimates in the same currency are compared by their totals.</summary>
[SuppressMessage("Design", "CA1036", Justification = "PowerShell sorts and compares through the interface.")]
[SuppressMessage("Design", "MA0097", Justification = "PowerShell sorts and compares through the interface.")]
public sealed class QuantumCostEstimate : IComparable
{
    internal QuantumCostEstimate()
    {
    }

    /// <summary>The currency of every amount, as an ISO 4217 code, for example <c>USD</c>. Control characters, which no code has, are replaced.</summary>
    public string? CurrencyCode { get; internal init => field = VisibleText.Line(value); }

    /// <summary>The total, in <see cref="CurrencyCode"/>.</summary>
    public decimal? EstimatedTotal { get; internal init; }

    /// <summary>The entries that add up to the total.</summary>
    public IReadOnlyList<QuantumCostEvent> Events { get; internal init => field = ReadableList<QuantumCostEvent>.From(value); } = ReadableList<QuantumCostEvent>.Empty;

    /// <summary>True for the estimate that the service returns while it knows no cost: without entries, and with a total of 0 or none.</summary>
    internal bool IsEmpty => Events.Count == 0 && EstimatedTotal is null or 0;

    /// <summary>Adds up estimates. Returns an estimate for each currency, whose entries are the sums of each dimension at each price.</summary>
    internal static IReadOnlyList<QuantumCostEstimate> Sum(IEnumerable<QuantumCostEstimate> estimates) =>
    [
        .. estimates.GroupBy(estimate => estimate.CurrencyCode ?? "", StringComparer.OrdinalIgnoreCase).Select(group => new QuantumCostEstimate
        {
            CurrencyCode = group.First().CurrencyCode,
            EstimatedTotal = group.Sum(estimate => estimate.EstimatedTotal),
            Events =
            [
                .. group.SelectMany(estimate => estimate.Events)
                    .GroupBy(item => (item.DimensionId, item.DimensionName, item.MeasureUnit, item.UnitPrice))
                    .Select(items => new QuantumCostEvent
                    {
                        DimensionId = items.Key.DimensionId,
                        DimensionName = items.Key.DimensionName,
                        MeasureUnit = items.Key.MeasureUnit,
                        UnitPrice = items.Key.UnitPrice,
                        AmountBilled = items.Sum(item => item.AmountBilled),
                        AmountConsumed = items.Sum(item => item.AmountConsumed),
                    }),
            ],
        }),
    ];

    /// <summary>Compares the totals. An estimate without a total precedes all others, and null precedes all estimates.</summary>
    /// <param name="obj">The other estimate; null for none.</param>
    /// <returns>A negative number, zero, or a positive number.</returns>
    /// <exception cref="ArgumentException">The object is not a <see cref="QuantumCostEstimate"/>, or the currencies differ.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        QuantumCostEstimate other when EstimatedTotal is null || other.EstimatedTotal is null || CurrencyCode.EqualsIgnoreCase(other.CurrencyCode) =>
            Nullable.Compare(EstimatedTotal, other.EstimatedTotal),
        QuantumCostEstimate other => throw new ArgumentException($"Amounts in {CurrencyCode} and {other.CurrencyCode} cannot be compared.", nameof(obj)),
        _ => throw new ArgumentException($"A {obj.GetType().Name} is not a {nameof(QuantumCostEstimate)}.", nameof(obj)),
    };

    /// <summary>Returns the total with its currency, for example <c>0.30 USD</c>, or an empty string if there is no total.</summary>
    /// <returns>The amount, formatted with the invariant culture as in PowerShell strings, and the currency code.</returns>
    public override string ToString() => EstimatedTotal is { } total
        ? $"{total.ToString(total == decimal.Round(total, 2) ? "0.00" : "0.00####", CultureInfo.InvariantCulture)} {CurrencyCode}".TrimEnd()
        : "";
}

/// <summary>An entry of a cost estimate: a billing dimension with its usage and its price.</summary>
public sealed class QuantumCostEvent : QuantumObject
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
        VisibleText.Line(string.Create(CultureInfo.InvariantCulture, $"{DimensionName ?? DimensionId}: {AmountConsumed} {MeasureUnit}").TrimEnd());
}
