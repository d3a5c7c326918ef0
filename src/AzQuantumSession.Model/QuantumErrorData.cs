namespace AzQuantumSession;

/// <summary>An error object of the service, from the <c>errorData</c> of a session or job or from an error response. Its texts are prepared for messages: without secrets of the request and control characters.</summary>
public sealed class QuantumErrorData
{
    internal QuantumErrorData()
    {
    }

    /// <summary>The error code, for example <c>InvalidJobDefinition</c>.</summary>
    public string? Code { get; internal init => field = VisibleText.Lines(value); }

    /// <summary>The error message.</summary>
    public string? Message { get; internal init => field = VisibleText.Lines(value); }

    /// <summary>The target of the error.</summary>
    public string? Target { get; internal init => field = VisibleText.Lines(value); }

    /// <summary>The errors that led to this error.</summary>
    public IReadOnlyList<QuantumErrorData> Details { get; internal init => field = ReadableList<QuantumErrorData>.From(value); } = ReadableList<QuantumErrorData>.Empty;

    /// <summary>The inner error; null if there is none.</summary>
    public QuantumErrorData? InnerError { get; internal init; }

    /// <summary>Returns the code and the message.</summary>
    /// <returns><c>Code: Message</c>, or only the code or the message if the other is missing.</returns>
    public override string ToString() => string.Join(": ", new[] { Code, Message }.Where(text => !string.IsNullOrEmpty(text)));
}
