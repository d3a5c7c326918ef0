namespace AzQuantumSession;

/// <summary>
/// The client of a workspace's data plane. Every method retries transient failures, and throws
/// <see cref="QuantumServiceException"/> for all other failures. Lists are streamed: the first page is requested when the first item is
/// needed, and the next pages while the items of a page are consumed, up to four pages ahead. An item that moves to another page in the
/// meantime is returned once. An error of a page is thrown after the items before it. Ending the enumeration cancels the requests that are
/// on their way, and waits for them. Disposing the client closes the connection and discards the credential. Every later call fails with
/// <see cref="QuantumErrorKind.Disconnected"/>.
/// </summary>
public interface IWorkspaceClient : IDisposable
{
    /// <summary>The workspace of the client.</summary>
    QuantumWorkspace Workspace { get; }

    /// <summary>Creates another connection to the workspace with the same credential. Both are closed independently.</summary>
    /// <returns>The client of the other connection.</returns>
    IWorkspaceClient Duplicate();

    /// <summary>Opens a session. The request can safely be repeated with the same options.</summary>
    /// <param name="options">The properties of the session.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The session that the service returned.</returns>
    Task<QuantumSession> OpenSessionAsync(SessionOpenOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The session.</returns>
    Task<QuantumSession> GetSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Closes a session. The session accepts no more jobs, and ends when its last job has ended. The method does not wait for
    /// the end. If the session has already ended, the method reads and returns it.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The session that the service returned. It is not terminal if jobs are still running.</returns>
    Task<QuantumSession> CloseSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Lists sessions.</summary>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The sessions, page by page.</returns>
    IAsyncEnumerable<QuantumSession> ListSessionsAsync(ItemFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the jobs of a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The jobs, page by page.</returns>
    IAsyncEnumerable<QuantumSessionJob> ListSessionJobsAsync(string sessionId, ItemFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the jobs of the workspace, with and without a session.</summary>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The jobs, page by page.</returns>
    IAsyncEnumerable<QuantumSessionJob> ListJobsAsync(ItemFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the jobs of the workspace that belong to no session.</summary>
    /// <param name="filter">The conditions and the order.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The jobs, page by page.</returns>
    IAsyncEnumerable<QuantumSessionJob> ListStandaloneJobsAsync(ItemFilter filter, CancellationToken cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The job.</returns>
    Task<QuantumSessionJob> GetJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Changes the name, the priority, or the tags of a job. The request can safely be repeated.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="update">The changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the service has changed the job.</returns>
    Task UpdateJobAsync(string jobId, JobUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a job.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the service has deleted the job.</returns>
    /// <exception cref="QuantumServiceException">
    /// The API version of the connection is earlier than 2025-12 (kind <see cref="QuantumErrorKind.ApiVersionNotSupported"/>): the service
    /// would cancel the job. No request was sent.
    /// </exception>
    Task DeleteJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Requests the cancellation of a job. Both success statuses of the service are accepted: 200, with or without a body, and 204. The
    /// job does not have to be read first: if the service refuses the request, the method reads the job, and a job that has already
    /// ended is not an error.
    /// </summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if the service has accepted the request; the job if the service refused it because the job has already ended.</returns>
    Task<QuantumSessionJob?> CancelJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Returns an id for a new job. In a session whose jobs follow each other, it is the id of a job whose storage the client has already
    /// requested in the background. Each id is returned once. Sends no request.
    /// </summary>
    /// <param name="sessionId">The id of the job's session; null for a job without a session.</param>
    /// <returns>A GUID, for <see cref="JobSubmission.Id"/>.</returns>
    string CreateJobId(string? sessionId);

    /// <summary>
    /// Uploads the input of a job to the URI that the service provides, and submits the job. The request can safely be repeated with
    /// the same submission.
    /// </summary>
    /// <param name="submission">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The job that the service returned.</returns>
    Task<QuantumSessionJob> SubmitJobAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>Downloads the input of a job to a stream, decompressed but otherwise unchanged.</summary>
    /// <param name="job">
    /// A job. It is read again only if it contains no URI of the input that is valid for five more minutes, or if storage refuses the URI.
    /// </param>
    /// <param name="destination">The stream to write to. It is not closed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the input is stored compressed with gzip.</returns>
    Task<bool> DownloadInputAsync(QuantumSessionJob job, Stream destination, CancellationToken cancellationToken);

    /// <summary>
    /// Checks the start of a text, and the syntax of a JSON document, because the service fails a job with an invalid input, and a
    /// failed job can end its session. Sends no request.
    /// </summary>
    /// <param name="inputFormat">The format of the input, for example <c>ionq.circuit.v1</c>.</param>
    /// <param name="input">The input, which is read from its current position. It is not closed.</param>
    /// <returns>The reason why the input is not valid; null if it is valid, or if the format is not known.</returns>
    string? FindInputError(string inputFormat, Stream input);

    /// <summary>
    /// Downloads the result of a job, and parses it. If the format is unknown, or the result does not have the format of the job, the
    /// result contains only the raw data (<see cref="QuantumJobResult.IsParsed"/> is false, and
    /// <see cref="QuantumJobResult.ParseError"/> is the reason).
    /// </summary>
    /// <param name="job">
    /// A job that has ended with a result. It is read again only if it contains no URI of the result that is valid for five more
    /// minutes, or if storage refuses the URI.
    /// </param>
    /// <param name="maxSize">The maximum size of the result in bytes, if it is less than the maximum size of a result that is parsed; null for the latter.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The result, or a result for each program of the job, in the order of the programs.</returns>
    /// <exception cref="QuantumServiceException">
    /// The job has no result (kind <see cref="QuantumErrorKind.NotFound"/>), the result is too large to be parsed (kind
    /// <see cref="QuantumErrorKind.ResultTooLarge"/>), or the result cannot be downloaded. If the job failed,
    /// the message and <see cref="QuantumServiceException.ErrorData"/> contain the error of the job.
    /// </exception>
    Task<IReadOnlyList<QuantumJobResult>> ReceiveResultsAsync(QuantumSessionJob job, long? maxSize, CancellationToken cancellationToken);

    /// <summary>Downloads the result of a job to a stream, decompressed but otherwise unchanged.</summary>
    /// <param name="job">A job that has ended with a result; see <see cref="ReceiveResultsAsync"/>.</param>
    /// <param name="destination">The stream to write to. It is not closed.</param>
    /// <param name="maxSize">The maximum size of the result in bytes; null for no limit. A larger result is an error of the kind <see cref="QuantumErrorKind.ResultTooLarge"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the whole result is written.</returns>
    Task DownloadResultAsync(QuantumSessionJob job, Stream destination, long? maxSize, CancellationToken cancellationToken);

    /// <summary>Lists the files in the container of a job: the input, the result, and what else the provider stored.</summary>
    /// <param name="job">
    /// A job. It is read again only if it contains no URI of the container that is valid for five more minutes, or if storage refuses
    /// the URI.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The files, in the order of their names.</returns>
    Task<IReadOnlyList<QuantumJobFile>> ListJobFilesAsync(QuantumSessionJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Downloads a file of a job as it is stored, and verifies its length and, if storage has it, its hash. The bytes that the
    /// destination already has must be the start of the file, from an interrupted download: they are not downloaded again. If the file
    /// then does not have its hash, the whole file is downloaded.
    /// </summary>
    /// <param name="file">The file, as it was listed.</param>
    /// <param name="destination">A stream that can be read, written, and resized. It is not closed.</param>
    /// <param name="progress">Receives the number of bytes that the destination has, on any thread; null if it is not needed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the whole file is written.</returns>
    /// <exception cref="QuantumServiceException">
    /// The file no longer exists (kind <see cref="QuantumErrorKind.NotFound"/>), it changed after it was listed
    /// (<see cref="QuantumErrorKind.Conflict"/>), the downloaded bytes are not the bytes of the file
    /// (<see cref="QuantumErrorKind.InvalidResponse"/>; the destination is then empty), or the download failed.
    /// </exception>
    Task DownloadJobFileAsync(QuantumJobFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// Polls jobs until each job is done, as <see cref="WatchSessionsAsync"/> does for sessions. The wait for a job that this client
    /// submitted counts from its submission. If only the end matters, the first poll is when most jobs like the last jobs of the session
    /// have ended, provided that these took about the same time.
    /// </summary>
    /// <param name="jobs">The jobs, without duplicates.</param>
    /// <param name="isDone">
    /// Returns whether polling of a job can stop before the job ends; null if only the end matters. Polling of a terminal job always stops.
    /// </param>
    /// <param name="options">How to poll.</param>
    /// <param name="cancellationToken">Cancels the polling, but not the jobs.</param>
    /// <returns>The updates of each job that is not done. The enumeration ends when all jobs are done.</returns>
    IAsyncEnumerable<ItemUpdate<QuantumSessionJob>> WatchJobsAsync(
        IReadOnlyCollection<WatchedItem<QuantumSessionJob>> jobs,
        Predicate<QuantumSessionJob>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken);

    /// <summary>Lists the targets of every provider of the workspace.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The targets, page by page.</returns>
    IAsyncEnumerable<QuantumTarget> ListTargetsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads the quotas of the workspace. The limits of a workspace of kind V2 are in Azure Resource Manager, which only a sign-in can read.
    /// </summary>
    /// <param name="providerIds">The ids of the providers to include; empty for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The quotas.</returns>
    Task<WorkspaceQuotas> ListQuotasAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the workspaces that the sign-in of the connection can see, as
    /// <see cref="IWorkspaceClientFactory.ListWorkspacesAsync"/> does.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The workspaces, ordered by their resource ids. They use the sign-in of this connection.</returns>
    /// <exception cref="InvalidWorkspaceException">The credential of the connection belongs to one workspace: a key or a token.</exception>
    IAsyncEnumerable<QuantumWorkspace> ListWorkspacesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Polls sessions until each session is done. A few sessions are read individually. Many sessions are polled by listing sessions, which
    /// takes fewer requests. A session of which only the id is known is read at once, and a known session after 100 ms.
    /// </summary>
    /// <param name="sessions">The sessions, without duplicates.</param>
    /// <param name="isDone">
    /// Returns whether polling of a session can stop before the session ends; null if only the end matters. Polling of a terminal session
    /// always stops.
    /// </param>
    /// <param name="options">How to poll.</param>
    /// <param name="cancellationToken">Cancels the polling, but not the sessions.</param>
    /// <returns>
    /// The updates of each session that is not done. The enumeration ends when all sessions are done. A session that cannot be
    /// read is reported once with its error, and is no longer polled.
    /// </returns>
    IAsyncEnumerable<ItemUpdate<QuantumSession>> WatchSessionsAsync(
        IReadOnlyCollection<WatchedItem<QuantumSession>> sessions,
        Predicate<QuantumSession>? isDone,
        PollingOptions options,
        CancellationToken cancellationToken);
}

/// <summary>The result of polling a session or job once.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Id">The id of the item as the caller specified it.</param>
/// <param name="Item">The item; null if it cannot be read.</param>
/// <param name="Error">The error that prevents reading the item; null if the item was read.</param>
/// <param name="IsFinal">True if the item is no longer polled, because it is done or cannot be read.</param>
public sealed record ItemUpdate<T>(string Id, T? Item, QuantumServiceException? Error, bool IsFinal)
    where T : class;
