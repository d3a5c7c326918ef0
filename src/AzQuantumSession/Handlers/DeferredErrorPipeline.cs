using System.Collections.Concurrent;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Keeps errors for later, for work that must come to its end while the real pipeline is stopping or busy. The rest of what
/// is written is dropped, and every question is answered with yes: the user has been asked before.
/// </summary>
internal sealed class DeferredErrorPipeline : ICmdletOutput
{
    private readonly ConcurrentQueue<CmdletError> _errors = new();

    public IReadOnlyCollection<CmdletError> Errors => _errors;

    public bool IsErrorActionStop => false;

    public void WriteError(CmdletError error) => _errors.Enqueue(error);

    public void WriteObject(object value)
    {
    }

    public void WriteWarning(string text)
    {
    }

    public void WriteVerbose(string text)
    {
    }

    public void WriteProgress(CmdletProgress progress)
    {
    }

    public void WriteHostError(string text)
    {
    }

    public bool ShouldProcess(string target, string action) => true;
}
