using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>Records what a command writes, and responds to confirmation prompts as the test specifies.</summary>
internal sealed class RecordingCmdletOutput : ICmdletOutput
{
    public bool ShouldProcessResult { get; set; } = true;

    public bool IsErrorActionStop { get; init; }

    /// <summary>The exception that writing an error throws, as the engine does when the pipeline stops.</summary>
    public Exception? ThrowOnError { get; init; }

    public List<object> Objects { get; } = [];

    public List<CmdletError> Errors { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<CmdletProgress> Progress { get; } = [];

    public List<string> HostErrors { get; } = [];

    public List<string> Prompts { get; } = [];

    public IEnumerable<QuantumSession> Sessions => Objects.Cast<QuantumSession>();

    public IEnumerable<QuantumSessionJob> Jobs => Objects.Cast<QuantumSessionJob>();

    public void WriteObject(object value) => Objects.Add(value);

    public void WriteError(CmdletError error)
    {
        if (ThrowOnError is not null)
        {
            throw ThrowOnError;
        }

        Errors.Add(error);
    }

    public void WriteWarning(string text) => Warnings.Add(text);

    public void WriteVerbose(string text) => Verbose.Add(text);

    public void WriteProgress(CmdletProgress progress) => Progress.Add(progress);

    public void WriteHostError(string text) => HostErrors.Add(text);

    public void WriteHostWarning(string text) => Warnings.Add(text);

    public bool ShouldProcess(string target, string action)
    {
        Prompts.Add($"{action}: {target}");
        return ShouldProcessResult;
    }
}
