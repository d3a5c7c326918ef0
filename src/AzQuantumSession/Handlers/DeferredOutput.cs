using System.Collections.Concurrent;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Keeps what is written until it can be written to the pipeline, and discards progress. Can be written to on any thread.
/// </summary>
/// <param name="output">Confirms operations, and receives what is written to the host; null to confirm everything and write nothing to the host.</param>
internal sealed class DeferredOutput(ICmdletOutput? output = null) : ICmdletOutput
{
    private readonly ConcurrentQueue<(Action<ICmdletOutput> Write, CmdletError? Error)> _writes = new();

    /// <summary>The errors that are not yet written.</summary>
    public IReadOnlyCollection<CmdletError> Errors => [.. _writes.Select(write => write.Error).OfType<CmdletError>()];

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _writes.IsEmpty;

    public bool IsErrorActionStop => output?.IsErrorActionStop is true;

    /// <summary>Writes everything, once and in order.</summary>
    public void WriteTo(ICmdletOutput destination)
    {
        while (_writes.TryDequeue(out (Action<ICmdletOutput> Write, CmdletError?) next))
        {
            next.Write(destination);
        }
    }

    public void WriteObject(object value) => Add(destination => destination.WriteObject(value));

    public void WriteError(CmdletError error) => Add(destination => destination.WriteError(error), error);

    public void WriteWarning(string text) => Add(destination => destination.WriteWarning(text));

    public void WriteVerbose(string text) => Add(destination => destination.WriteVerbose(text));

    public void WriteProgress(CmdletProgress progress)
    {
    }

    public void WriteHostError(string text) => output?.WriteHostError(text);

    public void WriteHostWarning(string text) => output?.WriteHostWarning(text);

    public bool ShouldProcess(string target, string action) => output?.ShouldProcess(target, action) is not false;

    private void Add(Action<ICmdletOutput> write, CmdletError? error = null) => _writes.Enqueue((write, error));
}
