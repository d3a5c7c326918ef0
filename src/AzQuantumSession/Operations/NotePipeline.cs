using System.Collections.Concurrent;
using AzQuantumSession.Pipeline;

namespace AzQuantumSession.Operations;

/// <summary>
/// Keeps errors for later, for work that must come to its end while the real pipeline is stopping or busy. The rest of what
/// is written is dropped, and every question is answered with yes: the user has been asked before.
/// </summary>
internal sealed class NotePipeline : ICommandPipeline
{
    private readonly ConcurrentQueue<CommandError> _errors = new();

    public IReadOnlyCollection<CommandError> Errors => _errors;

    public bool StopsOnError => false;

    public void WriteError(CommandError error) => _errors.Enqueue(error);

    public void WriteObject(object value)
    {
    }

    public void WriteWarning(string text)
    {
    }

    public void WriteVerbose(string text)
    {
    }

    public void WriteProgress(CommandProgress progress)
    {
    }

    public void WriteHostError(string text)
    {
    }

    public bool ShouldProcess(string target, string action) => true;
}
