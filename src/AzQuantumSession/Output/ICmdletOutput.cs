namespace AzQuantumSession.Output;

/// <summary>
/// What a command writes to and asks. In PowerShell it is the cmdlet itself; in the unit tests it records. Called on the
/// pipeline's thread.
/// </summary>
internal interface ICmdletOutput
{
    /// <summary>Whether an error that is written ends the command, as under <c>-ErrorAction Stop</c>.</summary>
    bool IsErrorActionStop { get; }

    void WriteObject(object value);

    void WriteError(CmdletError error);

    void WriteWarning(string text);

    void WriteVerbose(string text);

    void WriteProgress(CmdletProgress progress);

    /// <summary>Says something to the user when the pipeline is stopping and takes nothing any more.</summary>
    void WriteHostError(string text);

    /// <summary>Whether to act: false under <c>-WhatIf</c>, and when the user says no.</summary>
    bool ShouldProcess(string target, string action);
}
