using System.Collections.Concurrent;
using AzQuantumSession.Emulator.Storage;

namespace AzQuantumSession.Emulator.Workspace;

/// <summary>The outputs of jobs that have succeeded, until they are where clients look for them.</summary>
internal sealed class JobOutputs(IJobStorage storage) : IDisposable
{
    private readonly ConcurrentQueue<Job> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);

    public void Add(Job job) => _waiting.Enqueue(job);

    /// <summary>Ends when all have been written, by whomever. What cannot be written is tried again by the next.</summary>
    public async Task WriteAsync()
    {
        await _writing.WaitAsync();
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
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();
}
