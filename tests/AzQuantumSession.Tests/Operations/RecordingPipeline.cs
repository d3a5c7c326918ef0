using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Tests.Operations;

/// <summary>Notes what a command writes, and answers its questions as the test says.</summary>
internal sealed class RecordingPipeline : ICommandPipeline
{
    public bool Agrees { get; init; } = true;

    public bool StopsOnError { get; init; }

    /// <summary>What writing an error throws, as the engine does when the pipeline stops.</summary>
    public Exception? ErrorBreaks { get; init; }

    public List<object> Objects { get; } = [];

    public List<CommandError> Errors { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<CommandProgress> Progress { get; } = [];

    public List<string> HostErrors { get; } = [];

    public List<string> Questions { get; } = [];

    public IEnumerable<QuantumSession> Sessions => Objects.Cast<QuantumSession>();

    public void WriteObject(object value) => Objects.Add(value);

    public void WriteError(CommandError error)
    {
        if (ErrorBreaks is not null)
        {
            throw ErrorBreaks;
        }

        Errors.Add(error);
    }

    public void WriteWarning(string text) => Warnings.Add(text);

    public void WriteVerbose(string text) => Verbose.Add(text);

    public void WriteProgress(CommandProgress progress) => Progress.Add(progress);

    public void WriteHostError(string text) => HostErrors.Add(text);

    public bool ShouldProcess(string target, string action)
    {
        Questions.Add($"{action}: {target}");
        return Agrees;
    }
}
