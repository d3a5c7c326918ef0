using System.Collections.Concurrent;
using AzQuantumSession.Emulator.Storage;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The outputs of succeeded jobs that are not yet written to storage.</summary>
internal sealed class JobOutputs(IJobStorage storage) : IDisposable
{
    private readonly ConcurrentQueue<Job> _waiting = new();
    private readonly SemaphoreSlim _lock = new(1);

    public void Add(Job job) => _waiting.Enqueue(job);

    /// <summary>Completes when all outputs are written. If writing an output fails, the next call tries again.</summary>
    public async Task WriteAsync()
    {
        await _lock.WaitAsync();
        try
        {
            while (_waiting.TryPeek(out Job? job))
            {
                await storage.WriteAsync(job.Output, job.Plan.Output, job.EndsAt);
                _waiting.TryDequeue(out _);
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();
}
