namespace AzQuantumSession.Output;

/// <summary>The state of a progress bar.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Status">The progress of the activity.</param>
/// <param name="CurrentOperation">The current operation.</param>
/// <param name="PercentComplete">The progress in percent, from 0 to 100.</param>
/// <param name="IsCompleted">Whether to remove the progress bar.</param>
internal sealed record CmdletProgress(
    string Activity,
    string Status,
    string? CurrentOperation = null,
    int PercentComplete = 0,
    bool IsCompleted = false);
