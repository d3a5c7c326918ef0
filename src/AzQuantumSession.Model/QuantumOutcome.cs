using System.Globalization;

namespace AzQuantumSession;

/// <summary>One outcome of a measurement, and how often it came.</summary>
public sealed class QuantumOutcome
{
    internal QuantumOutcome()
    {
    }

    /// <summary>The measured bits as text. Where the format numbers the basis states, qubit 0 is the last character.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>From 0 to 1: the share of the shots, or what a simulator computed.</summary>
    public double Probability { get; internal init; }

    /// <summary>In how many shots the outcome came; null where the format has only probabilities.</summary>
    public long? Count { get; internal init; }

    /// <summary>The outcome with its probability.</summary>
    /// <returns>For example <c>00: 0.5</c>, in the invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Outcome}: {Probability}");
}
