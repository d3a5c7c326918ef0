namespace AzQuantumSession;

/// <summary>Something that should say which workspace to use does not: the message names the part that is wrong, never a secret.</summary>
public sealed class InvalidWorkspaceException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="part">The part that is wrong, for example <c>SubscriptionId</c> or <c>AZURE_QUANTUM_WORKSPACE_NAME</c>.</param>
    /// <param name="message">What is wrong with it and what it should look like.</param>
    /// <param name="innerException">What it was found by.</param>
    public InvalidWorkspaceException(string part, string message, Exception? innerException = null)
        : base(message, innerException) => ParameterName = part;

    /// <summary>The part that is wrong.</summary>
    public string ParameterName { get; }
}
