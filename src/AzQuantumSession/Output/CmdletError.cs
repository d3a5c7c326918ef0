namespace AzQuantumSession.Output;

/// <summary>The properties of an error record that a command writes.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Id">The stable id, from <see cref="ErrorIds"/>.</param>
/// <param name="Category">The category of the error record.</param>
/// <param name="Target">The id or object that the error is about.</param>
/// <param name="RecommendedAction">The action that can resolve the error.</param>
internal sealed record CmdletError(
    Exception Exception,
    string Id,
    ErrorCategory Category,
    object? Target,
    string? RecommendedAction = null)
{
    /// <summary>The text that the user sees. Default: the message of the exception.</summary>
    public string Message { get; init; } = Exception.Message;
}

/// <summary>An error that the module detects, with the properties of its error record.</summary>
/// <param name="id">The stable id, from <see cref="ErrorIds"/>.</param>
/// <param name="category">The category of the error record.</param>
/// <param name="message">The message for the user.</param>
/// <param name="target">The id or object that the error is about.</param>
/// <param name="recommendedAction">The action that can resolve the error.</param>
internal sealed class CmdletException(
    string id,
    ErrorCategory category,
    string message,
    object? target = null,
    string? recommendedAction = null) : Exception(VisibleText.Lines(message))
{
    /// <summary>Whether the error concerns all items, and terminates the command. Otherwise the command continues with the next item.</summary>
    public bool IsTerminating { get; init; }

    public CmdletError ToError() => new(this, id, category, target, recommendedAction);
}
