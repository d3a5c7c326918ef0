using System.Management.Automation;

namespace AzQuantumSession.Output;

/// <summary>One error as a command reports it: what PowerShell's error record is made of.</summary>
/// <param name="Exception">What happened; its message is what the user reads.</param>
/// <param name="Id">The stable id, from <see cref="ErrorIds"/>.</param>
/// <param name="Category">PowerShell's category.</param>
/// <param name="Target">The id or object that the error is about.</param>
/// <param name="RecommendedAction">What the user could do.</param>
internal sealed record CmdletError(
    Exception Exception,
    string Id,
    ErrorCategory Category,
    object? Target,
    string? RecommendedAction = null);
