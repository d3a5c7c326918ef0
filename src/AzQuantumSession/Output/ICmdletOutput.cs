namespace AzQuantumSession.Output;

/// <summary>
/// The output of a command, and its confirmation prompts. The cmdlet implements it, and unit tests use a recorder. All members are called
/// on the pipeline thread.
/// </summary>
internal interface ICmdletOutput
{
    /// <summary>Whether writing an error terminates the command, as with <c>-ErrorAction Stop</c>.</summary>
    bool IsErrorActionStop { get; }

    void WriteObject(object value);

    void WriteError(CmdletError error);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    void WriteProgress(CmdletProgress progress);

    /// <summary>Writes an error message to the host, for use when the pipeline is stopping and accepts no output.</summary>
    void WriteHostError(string text);

    /// <summary>Shows a warning in the host, for use while the pipeline thread is busy. Can be called on any thread.</summary>
    void WriteHostWarning(string text);

    /// <summary>Returns whether to perform an operation: false with <c>-WhatIf</c>, or if the user declines.</summary>
    bool ShouldProcess(string target, string action);
}

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
    bool IsCompleted = false)
{
    /// <summary>Separates the parts of a status, the most important first. Parts that do not fit the window are omitted.</summary>
    public const string StatusSeparator = ", ";

    /// <summary>The maximum width of PowerShell's default progress bar, in characters.</summary>
    private const int MaxWidth = 120;

    /// <summary>Omits the last parts of the status that the default view would cut.</summary>
    /// <param name="windowWidth">The width of the window, in characters.</param>
    public CmdletProgress FitStatus(int windowWidth)
    {
        int width = Math.Min(windowWidth, MaxWidth);
        // The default view shows "activity [status]", and the activity in at most half the width.
        int available = width - Math.Min(Activity.Length, (width / 2) + 1) - 5;
        string status = Status;
        while (status.Length > available && status.LastIndexOf(StatusSeparator, StringComparison.Ordinal) is > 0 and int end)
        {
            status = status[..end];
        }

        return this with { Status = status };
    }
}
