namespace AzQuantumSession;

/// <summary>
/// One workspace's data plane. Every call retries what is passing, and throws <see cref="QuantumServiceException"/> for
/// what is not. Lists stream: a page is asked for when its first item is needed. Disposing of it ends the connection: it
/// forgets the credential, and every later call is refused as <see cref="QuantumErrorKind.Disconnected"/>.
/// </summary>
public interface IWorkspaceClient : IDisposable
{
    /// <summary>The workspace that the client speaks to.</summary>
    QuantumWorkspace Workspace { get; }

    /// <summary>Opens a session. Safe to repeat with the same options.</summary>
    /// <param name="options">What the session is to be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The session as the service answered.</returns>
    Task<QuantumSession> OpenSessionAsync(SessionOpenOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The session.</returns>
    Task<QuantumSession> GetSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Closes a session: it takes no more jobs, and ends when the last one has. Does not wait for that. A session that
    /// ended meanwhile is no error: it is read again and returned.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The session as the service answered; with jobs still running it is not terminal.</returns>
    Task<QuantumSession> CloseSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Lists sessions.</summary>
    /// <param name="filter">Which, and in what order.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The sessions, page by page.</returns>
    IAsyncEnumerable<QuantumSession> ListSessionsAsync(SessionFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the jobs of a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The jobs, page by page.</returns>
    IAsyncEnumerable<QuantumSessionJob> ListSessionJobsAsync(string sessionId, JobFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the workspace's jobs, in sessions and alone.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The jobs, page by page.</returns>
    IAsyncEnumerable<QuantumSessionJob> ListJobsAsync(JobFilter filter, CancellationToken cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job.</returns>
    Task<QuantumSessionJob> GetJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Asks a job to cancel. Both of the service's answers count: 200 with or without the job, and 204.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the service has taken the request.</returns>
    Task CancelJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Uploads a job's input through the address that the service gives, compressed where that is worth it, and submits the
    /// job. Safe to repeat with the same submission.
    /// </summary>
    /// <param name="submission">The job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job as the service answered.</returns>
    Task<QuantumSessionJob> SubmitJobAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a job anew, downloads its result, and reads that into one form. A result whose format is not known, or that is not
    /// in the format that the job names, comes unread (<see cref="QuantumJobResult.IsParsed"/>): the data is never withheld.
    /// </summary>
    /// <param name="jobId">The id of a job that has ended with a result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="QuantumServiceException">
    /// The job has no result (kind <see cref="QuantumErrorKind.NotFound"/>; of a failed job with its error in the message and in
    /// <see cref="QuantumServiceException.ErrorData"/>), or it cannot be downloaded.
    /// </exception>
    Task<QuantumJobResult> ReceiveResultAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Reads a job anew, and copies its result, decompressed, as the provider wrote it.</summary>
    /// <param name="jobId">The id of a job that has ended with a result.</param>
    /// <param name="destination">Where the result is written to; stays open.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when all is written.</returns>
    Task DownloadResultAsync(string jobId, Stream destination, CancellationToken cancellationToken);

    /// <summary>Polls jobs until each is done, as <see cref="WatchSessionsAsync"/> does with sessions.</summary>
    /// <param name="jobIds">The jobs' ids, each once.</param>
    /// <param name="isDone">Tells whether a job need not be polled any longer. Terminal jobs never are.</param>
    /// <param name="pollingInterval">The time between two ticks; null for 1 s, growing by half to 30 s, with 10 % jitter.</param>
    /// <param name="cancellationToken">Ends the polling, never a job.</param>
    /// <returns>What each tick saw of each job that was not done; ends when all are done.</returns>
    IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> WatchJobsAsync(
        IReadOnlyCollection<string> jobIds,
        Predicate<QuantumSessionJob> isDone,
        TimeSpan? pollingInterval,
        CancellationToken cancellationToken);

    /// <summary>Lists the targets of every provider of the workspace.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The targets, page by page.</returns>
    IAsyncEnumerable<QuantumTarget> ListTargetsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Polls sessions until each is done. Few are read one by one; more than a handful by listing those that have not
    /// ended, so that a tick costs pages and not sessions.
    /// </summary>
    /// <param name="sessionIds">The sessions' ids, each once.</param>
    /// <param name="isDone">Tells whether a session need not be polled any longer. Terminal sessions never are.</param>
    /// <param name="pollingInterval">
    /// The time between two ticks; null for 1 s, growing by half to 30 s, with 10 % jitter.
    /// </param>
    /// <param name="cancellationToken">Ends the polling, never a session.</param>
    /// <returns>
    /// What each tick saw of each session that was not done; ends when all are done. A session that cannot be read is
    /// reported with the error, once, and no longer polled.
    /// </returns>
    IAsyncEnumerable<ItemUpdate<QuantumSession>> WatchSessionsAsync(
        IReadOnlyCollection<string> sessionIds,
        Predicate<QuantumSession> isDone,
        TimeSpan? pollingInterval,
        CancellationToken cancellationToken);
}
