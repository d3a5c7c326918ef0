namespace AzQuantumSession;

/// <summary>The exception for connection options that do not identify a workspace. The message names the invalid option, and contains no secret.</summary>
public sealed class InvalidWorkspaceException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="part">The option or variable that is invalid, for example <c>SubscriptionId</c> or <c>AZURE_QUANTUM_WORKSPACE_NAME</c>.</param>
    /// <param name="message">The error message, with the expected form of the value.</param>
    /// <param name="innerException">The exception that caused the error; null if there is none. An exception of another type is replaced by its texts.</param>
    public InvalidWorkspaceException(string part, string message, Exception? innerException = null)
        : base(VisibleText.Lines(message), ErrorCause.From(innerException, static text => VisibleText.Message(text))) => ParameterName = part;

    /// <summary>The option or variable that is invalid.</summary>
    public string ParameterName { get; }
}
