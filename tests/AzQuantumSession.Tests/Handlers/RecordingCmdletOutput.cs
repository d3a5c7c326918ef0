using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>Notes what a command writes, and answers its questions as the test says.</summary>
internal sealed class RecordingCmdletOutput : ICmdletOutput
{
    public bool ShouldProcessResult { get; init; } = true;

    public bool IsErrorActionStop { get; init; }

    /// <summary>What writing an error throws, as the engine does when the pipeline stops.</summary>
    public Exception? ThrowOnError { get; init; }

    public List<object> Objects { get; } = [];

    public List<CmdletError> Errors { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<CmdletProgress> Progress { get; } = [];

    public List<string> HostErrors { get; } = [];

    public List<string> Questions { get; } = [];

    public IEnumerable<QuantumSession> Sessions => Objects.Cast<QuantumSession>();

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

    public bool ShouldProcess(string target, string action)
    {
        Questions.Add($"{action}: {target}");
        return ShouldProcessResult;
    }
}
