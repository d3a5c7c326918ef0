using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Writes submitted jobs, immediately or after they have ended.</summary>
/// <param name="output">Receives the jobs, and a warning for each job that fails.</param>
/// <param name="wait">Whether to write a job after it has ended.</param>
internal sealed class SubmittedJobs(ICmdletOutput output, bool wait)
{
    private readonly JobWaiter _waiter = new(output, TimeProvider.System) { WarnOnFailure = true };

    /// <summary>Writes a job, or adds it to the jobs to wait for.</summary>
    public void Add(QuantumSessionJob job)
    {
        if (wait)
        {
            _waiter.Add(job.Client!, ItemReference<QuantumSessionJob>.From(job));
        }
        else
        {
            output.WriteObject(job);
        }
    }

    /// <summary>Waits for the jobs, and writes each job when it ends.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _waiter.WaitAsync(cancellationToken);
}
