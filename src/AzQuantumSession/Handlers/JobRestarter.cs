using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Submits jobs again, with a copy of their inputs and with new ids.</summary>
/// <param name="output">Confirms the operation, and receives the errors of a session's jobs.</param>
/// <param name="resolver">Resolves the workspaces of the jobs and the session.</param>
/// <param name="write">Receives each new job.</param>
internal sealed class JobRestarter(ICmdletOutput output, WorkspaceResolver resolver, Action<QuantumSessionJob> write)
{
    private readonly SharedReads<QuantumSession> _sessions = new();

    /// <summary>The session for the new jobs; null to submit each job where it was submitted before.</summary>
    public ItemReference<QuantumSession>? Session { get; init; }

    /// <summary>Whether to also submit jobs again that succeeded.</summary>
    public bool Force { get; init; }

    /// <summary>Submits a job again if <c>ShouldProcess</c> confirms it.</summary>
    /// <param name="item">The job.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CmdletException">The job did not fail, or the session has ended or has another target.</exception>
    public async Task RestartAsync(ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (output.ShouldProcess($"{item.Description} in {resolver.Describe(workspace, item.Origin)}", "Restart"))
        {
            IWorkspaceClient client = await resolver.ResolveAsync(workspace, item.Origin, cancellationToken);
            await RestartAsync(client, item, workspace, cancellationToken);
        }
    }

    /// <summary>Submits the failed and cancelled jobs of a session again if <c>ShouldProcess</c> confirms it. Each job has its own error.</summary>
    /// <param name="session">The session of the jobs.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CmdletException">The session for the new jobs has ended.</exception>
    public async Task RestartJobsOfAsync(ItemReference<QuantumSession> session, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        if (!output.ShouldProcess($"failed and cancelled jobs of {session.Description} in {resolver.Describe(workspace, session.Origin)}", "Restart"))
        {
            return;
        }

        IWorkspaceClient client = await resolver.ResolveAsync(workspace, session.Origin, cancellationToken);

        // The list is complete before the first submission, so that it contains no new job.
        var jobs = new List<QuantumSessionJob>();
        var filter = new ItemFilter { Statuses = [JobStatus.Failed, JobStatus.Cancelled], Descending = false };
        await foreach (QuantumSessionJob job in client.ListSessionJobsAsync(session.Id, filter, cancellationToken))
        {
            jobs.Add(job);
        }

        if (jobs.Count == 0)
        {
            output.WriteVerbose($"{session.Description} has no failed and no cancelled jobs.");
            return;
        }

        // A session that has ended is one error, and not an error for each job.
        await FindSessionAsync(client, session.Id, workspace, cancellationToken);
        foreach (QuantumSessionJob job in jobs)
        {
            await output.RunForItemAsync(job, () => RestartAsync(client, ItemReference<QuantumSessionJob>.From(job), workspace, cancellationToken));
        }
    }

    private async Task RestartAsync(
        IWorkspaceClient client, ItemReference<QuantumSessionJob> item, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        QuantumSessionJob job = item.KnownItem is { IsTerminal: true } ended ? ended : await client.GetJobAsync(item.Id, cancellationToken);
        ThrowIfNotRestartable(job);
        IWorkspaceClient destination = client;
        string? sessionId = null;
        if (Session is not null || job.SessionId is not null)
        {
            (destination, QuantumSession session) = await FindSessionAsync(client, job.SessionId, workspace, cancellationToken);
            ThrowIfOtherTarget(job, session);
            sessionId = session.Id;
        }

        write(await CopyAsync(client, job, destination, sessionId, cancellationToken));
    }

    private static async Task<QuantumSessionJob> CopyAsync(
        IWorkspaceClient client, QuantumSessionJob job, IWorkspaceClient destination, string? sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream input = CreateTemporaryFile();
            bool isCompressed = await client.DownloadInputAsync(job, input, cancellationToken);
            return await JobSubmitter.SendAsync(destination, CreateSubmission(job, destination.CreateJobId(sessionId), sessionId, input, isCompressed), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CmdletException(
                ErrorIds.FileNotWritten, ErrorCategory.WriteError, $"The input of {job.DisplayName} cannot be copied to a temporary file: {e.Message}", job);
        }
    }

    private async Task<(IWorkspaceClient Client, QuantumSession Session)> FindSessionAsync(
        IWorkspaceClient jobClient, string? jobSessionId, QuantumWorkspace? workspace, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = Session?.Origin is { Id: not null } origin ? await resolver.ResolveAsync(workspace, origin, cancellationToken) : jobClient;
        string id = Session?.Id ?? jobSessionId!;
        QuantumSession session = await _sessions.GetAsync(client, id, () => client.GetSessionAsync(id, cancellationToken));
        return session.IsTerminal
            ? throw await EndedSessionAdvisor.CreateErrorAsync(client, session, "", cancellationToken)
            : (client, session);
    }

    private void ThrowIfNotRestartable(QuantumSessionJob job)
    {
        if (!job.IsTerminal)
        {
            throw new CmdletException(
                ErrorIds.JobNotFinished,
                ErrorCategory.ResourceUnavailable,
                $"{job.DisplayName} was not submitted again: it is {job.Status}. Wait until it has ended, or cancel it with Stop-AzQuantumSessionJob.",
                job);
        }

        if (!Force && ErrorFactory.ForJob(job) is null)
        {
            throw new CmdletException(
                ErrorIds.JobNotFailed,
                ErrorCategory.InvalidOperation,
                $"{job.DisplayName} was not submitted again: it is {job.Status}. To also submit jobs again that succeeded, give -Force.",
                job);
        }

        if (string.IsNullOrEmpty(job.InputDataFormat) || string.IsNullOrEmpty(job.OutputDataFormat))
        {
            throw new CmdletException(
                ErrorIds.FormatUnknown,
                ErrorCategory.InvalidArgument,
                $"{job.DisplayName} was not submitted again: the service returned no format of its input or its result.",
                job);
        }
    }

    private static void ThrowIfOtherTarget(QuantumSessionJob job, QuantumSession session)
    {
        if (!job.Target.EqualsIgnoreCase(session.Target) || !job.ProviderId.EqualsIgnoreCase(session.ProviderId))
        {
            throw new CmdletException(
                ErrorIds.TargetMismatch,
                ErrorCategory.InvalidArgument,
                $"{job.DisplayName} was not submitted again: it is for target '{job.Target}' of provider '{job.ProviderId}', but "
                + $"{session.DisplayName} is for target '{session.Target}' of provider '{session.ProviderId}'. Give a session on the target of the job.",
                job,
                $"New-AzQuantumSession {job.Target} -ProviderId {job.ProviderId}");
        }
    }

    private static JobSubmission CreateSubmission(QuantumSessionJob job, string id, string? sessionId, Stream input, bool isCompressed) => new()
    {
        Id = id,
        Name = job.NameOrId,
        SessionId = sessionId,
        ProviderId = job.ProviderId,
        Target = job.Target,
        InputDataFormat = job.InputDataFormat!,
        OutputDataFormat = job.OutputDataFormat!,
        Input = input,
        InputParams = job.InputParams,
        Metadata = job.Metadata,
        Tags = job.Tags,
        Priority = job.Priority,
        Compress = isCompressed,
    };

    // An upload can be repeated only from a seekable stream, and an input can be too large for memory. Other users cannot read the file.
    private static FileStream CreateTemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Join(Path.GetTempPath(), $"AzQuantumSession-{Guid.NewGuid():N}.tmp"), options);
    }
}
