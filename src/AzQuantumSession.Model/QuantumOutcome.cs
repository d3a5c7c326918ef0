using System.Globalization;

namespace AzQuantumSession;

/// <summary>An outcome of a measurement with its frequency.</summary>
public sealed class QuantumOutcome
{
    internal QuantumOutcome()
    {
    }

    /// <summary>The measured bits as a string. If the format numbers the basis states, qubit 0 is the last character.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>The probability from 0 to 1: the proportion of the shots, or the value that a simulator computed.</summary>
    public double Probability { get; internal init; }

    /// <summary>The number of shots with this outcome; null if the format contains only probabilities.</summary>
    public long? Count { get; internal init; }

    /// <summary>Returns the outcome with its probability.</summary>
    /// <returns>For example <c>00: 0.5</c>, formatted with the invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Outcome}: {Probability}");
}
