using System.Collections.Concurrent;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Collects errors of work that must finish while the pipeline is stopping or busy, so that they can be reported later. Discards all
/// other output. Confirms every operation, because the user has already confirmed the command.
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

    public void WriteHostWarning(string text)
    {
    }

    public bool ShouldProcess(string target, string action) => true;
}
