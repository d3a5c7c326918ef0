using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Writes submitted jobs, immediately or after they have ended.</summary>
/// <param name="output">Receives the jobs that have ended, and a warning for each job that fails.</param>
/// <param name="wait">Whether to write a job after it has ended.</param>
internal sealed class SubmittedJobs(ICmdletOutput output, bool wait)
{
    private readonly JobWaiter _waiter = new(output, TimeProvider.System)
    {
        WarnOnFailure = true,
        GetContinuation = static id => $"The job was submitted. To continue: Get-AzQuantumSessionJob -Id {id} | Wait-AzQuantumSessionJob",
    };

    /// <summary>Writes a job, or adds it to the jobs to wait for.</summary>
    /// <param name="job">The job.</param>
    /// <param name="jobOutput">Receives the job if the command does not wait.</param>
    public void Add(QuantumSessionJob job, ICmdletOutput jobOutput)
    {
        if (wait)
        {
            _waiter.Add(job.Client!, ItemReference<QuantumSessionJob>.From(job));
        }
        else
        {
            jobOutput.WriteObject(job);
        }
    }

    /// <summary>Waits for the jobs, and writes each job when it ends.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _waiter.WaitAsync(cancellationToken);
}
