using AzQuantumSession.Client.Storage;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Reads jobs again whose URIs have no SAS that grants access, as in lists (docs/service.md, section 5.5).</summary>
/// <param name="jobs">Reads jobs.</param>
/// <param name="time">The clock that decides whether a SAS has expired.</param>
internal sealed class JobUriRefresher(JobsApi jobs, TimeProvider time)
{
    /// <summary>Runs an operation with a URI of a job. Reads the job first if the URI has no valid SAS, or if storage refuses the URI.</summary>
    /// <param name="job">The job as it is known.</param>
    /// <param name="uri">The URI that the operation uses; null if the job must be read.</param>
    /// <param name="run">The operation, with the job as it was read last.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<T> RunAsync<T>(
        QuantumSessionJob job, string? uri, Func<QuantumSessionJob, Task<T>> run, CancellationToken cancellationToken)
    {
        if (SasUriProvider.HasValidSas(uri, time.GetUtcNow()))
        {
            try
            {
                return await run(job).ConfigureAwait(false);
            }
            catch (QuantumServiceException exception) when (exception.Kind is QuantumErrorKind.AccessDenied or QuantumErrorKind.Authentication)
            {
                // The SAS no longer grants access. The service returns a new SAS with the job.
            }
        }

        return await run((await jobs.GetAsync(job.Id, cancellationToken).ConfigureAwait(false)).Value).ConfigureAwait(false);
    }
}
