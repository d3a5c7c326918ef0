using System.Globalization;

namespace AzQuantumSession;

/// <summary>What a session or a job is estimated to cost.</summary>
public sealed class QuantumCostEstimate
{
    internal QuantumCostEstimate()
    {
    }

    /// <summary>The currency of every amount, as an ISO 4217 code, for example <c>USD</c>.</summary>
    public string? CurrencyCode { get; internal init; }

    /// <summary>The sum, in <see cref="CurrencyCode"/>.</summary>
    public decimal? EstimatedTotal { get; internal init; }

    /// <summary>What the sum is made of.</summary>
    public IReadOnlyList<QuantumCostEvent> Events { get; internal init; } = [];

    /// <summary>The sum with its currency, for example <c>0.30 USD</c>; empty where there is no sum.</summary>
    /// <returns>The amount in the invariant culture, as PowerShell writes numbers in strings, and the currency's code.</returns>
    public override string ToString() => EstimatedTotal is { } total
        ? $"{total.ToString(total == decimal.Round(total, 2) ? "0.00" : "0.00####", CultureInfo.InvariantCulture)} {CurrencyCode}".TrimEnd()
        : "";
}
