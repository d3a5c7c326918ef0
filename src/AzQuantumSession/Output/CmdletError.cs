using System.Management.Automation;

namespace AzQuantumSession.Output;

/// <summary>The properties of an error record that a command writes.</summary>
/// <param name="Exception">The exception. Its message is shown to the user.</param>
/// <param name="Id">The stable id, from <see cref="ErrorIds"/>.</param>
/// <param name="Category">The category of the error record.</param>
/// <param name="Target">The id or object that the error is about.</param>
/// <param name="RecommendedAction">The action that can resolve the error.</param>
internal sealed record CmdletError(
    Exception Exception,
    string Id,
    ErrorCategory Category,
    object? Target,
    string? RecommendedAction = null);
