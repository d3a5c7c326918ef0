namespace AzQuantumSession;

/// <summary>
/// The outcomes of a result. PowerShell converts a string to an index of a list, so that <c>$result.Histogram['1']</c> would be the second outcome
/// instead of the outcome 1.
/// </summary>
internal sealed class OutcomeList(IEnumerable<QuantumOutcome> outcomes) : ReadableList<QuantumOutcome>(outcomes)
{
    /// <summary>Returns an outcome, or null if it did not occur.</summary>
    /// <param name="outcome">The outcome, for example <c>01</c>.</param>
    public QuantumOutcome? this[string outcome] => this.FirstOrDefault(item => item.Outcome == outcome);
}
