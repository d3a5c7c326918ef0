namespace AzQuantumSession;

/// <summary>
/// The exception for an outcome, Pauli string, or qubit that does not fit the outcomes of a result, and for a result without outcomes.
/// </summary>
public sealed class InvalidMeasurementException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error message, with the form of the outcomes.</param>
    public InvalidMeasurementException(string message)
        : base(VisibleText.Lines(message))
    {
    }
}
