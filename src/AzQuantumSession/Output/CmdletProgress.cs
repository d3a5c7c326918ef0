namespace AzQuantumSession.Output;

/// <summary>The state of a progress bar.</summary>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CurrentOperation">What is going on at the moment.</param>
/// <param name="PercentComplete">0 to 100.</param>
/// <param name="IsCompleted">Whether the bar is to go away.</param>
internal sealed record CmdletProgress(
    string Activity,
    string Status,
    string? CurrentOperation = null,
    int PercentComplete = 0,
    bool IsCompleted = false);
