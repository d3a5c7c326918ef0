namespace AzQuantumSession;

/// <summary>An error as the service describes it, in the <c>errorData</c> of a session or job and in failed answers.</summary>
public sealed class QuantumErrorData
{
    internal QuantumErrorData()
    {
    }

    /// <summary>The service's code, for example <c>InvalidJobDefinition</c>.</summary>
    public string? Code { get; internal init; }

    /// <summary>The service's message.</summary>
    public string? Message { get; internal init; }

    /// <summary>What the error is about.</summary>
    public string? Target { get; internal init; }

    /// <summary>Further errors that led to this one.</summary>
    public IReadOnlyList<QuantumErrorData> Details { get; internal init; } = [];

    /// <summary>The error below this one, where the service gives one.</summary>
    public QuantumErrorData? InnerError { get; internal init; }

    /// <summary>Code and message.</summary>
    /// <returns><c>Code: Message</c>, or the one that is there.</returns>
    public override string ToString() => string.Join(": ", new[] { Code, Message }.Where(text => !string.IsNullOrEmpty(text)));
}
