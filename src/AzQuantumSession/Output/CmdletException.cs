using System.Management.Automation;

namespace AzQuantumSession.Output;

/// <summary>A failure that the module itself finds, as it is to be reported.</summary>
/// <param name="id">The stable id, from <see cref="ErrorIds"/>.</param>
/// <param name="category">PowerShell's category.</param>
/// <param name="message">What the user reads.</param>
/// <param name="target">What the error is about.</param>
/// <param name="recommendedAction">What the user could do.</param>
internal sealed class CmdletException(
    string id,
    ErrorCategory category,
    string message,
    object? target = null,
    string? recommendedAction = null) : Exception(message)
{
    /// <summary>Whether nothing that the command was asked to do can work, so that it ends; otherwise it goes on with the next item.</summary>
    public bool IsTerminating { get; init; }

    public CmdletError ToError() => new(this, id, category, target, recommendedAction);
}
