using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Submits jobs, after confirming the operation and detecting the formats.</summary>
internal sealed class JobSubmitter(WorkspaceResolver resolver)
{
    private readonly JobDestinationResolver _destinations = new();
    private readonly Dictionary<string, SubmissionQueue> _queues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Submits a job if <c>ShouldProcess</c> confirms it. Several jobs can be submitted at the same time: the jobs of a session are sent in the
    /// order of the calls.
    /// </summary>
    /// <param name="destination">The session or the target of the job.</param>
    /// <param name="input">The input of the job.</param>
    /// <param name="request">The other parameters of the job.</param>
    /// <param name="workspace">The value of <c>-Workspace</c>; null if it is not specified.</param>
    /// <param name="output">Confirms the operation, and receives the warnings about the target.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The job; null if the operation was not confirmed.</returns>
    public async Task<QuantumSessionJob?> SubmitAsync(
        JobDestination destination,
        JobInput input,
        JobRequest request,
        QuantumWorkspace? workspace,
        ICmdletOutput output,
        CancellationToken cancellationToken)
    {
        string? name = request.Name ?? input.Name;
        string description = name is null ? "a job" : $"job '{name}'";
        if (!output.ShouldProcess($"{description} {destination.Describe(resolver.Describe(workspace, destination.Origin))}", "Submit"))
        {
            return null;
        }

        using SubmissionTurn? turn = destination.Session is { } session ? GetQueue(session.Id).Join() : null;
        await using Stream stream = OpenInput(input);
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, destination.Origin, cancellationToken);
        ResolvedJobDestination resolved = await _destinations.ResolveAsync(client, destination, output, cancellationToken);
        byte[] header = ReadHeader(stream);
        (string inputFormat, string outputFormat) = GetFormats(request, resolved, header);
        ThrowIfInvalid(client, input, name, inputFormat, request, resolved, header, stream);

        // Only now, because a declined or invalid submission must not take an id whose container is requested.
        string id = request.JobId?.ToString("D") ?? client.CreateJobId(resolved.SessionId);
        var submission = new JobSubmission
        {
            Id = id,
            Name = name ?? $"job-{id[..8]}",
            SessionId = resolved.SessionId,
            ProviderId = resolved.ProviderId,
            Target = resolved.Target,
            InputDataFormat = inputFormat,
            OutputDataFormat = outputFormat,
            Input = stream,
            InputParams = request.Parameters.ToInputParams(resolved.ProviderId, inputFormat),
            Metadata = request.Metadata,
            Tags = request.Tags,
            Priority = request.Priority,
            Compress = request.Compress,
            BeforeSend = turn is null ? null : turn.WaitAsync,
        };
        return await (turn is null ? SendAsync(client, submission, cancellationToken) : SendInTurnAsync(client, submission, turn, cancellationToken));
    }

    /// <summary>Submits a job, unless its session has reached its limit of jobs.</summary>
    /// <exception cref="CmdletException">The session has ended, or has reached its limit.</exception>
    public static Task<QuantumSessionJob> SendAsync(IWorkspaceClient client, JobSubmission submission, CancellationToken cancellationToken) =>
        SendAsync(client, submission, turn: null, cancellationToken);

    private SubmissionQueue GetQueue(string sessionId)
    {
        if (!_queues.TryGetValue(sessionId, out SubmissionQueue? queue))
        {
            queue = new SubmissionQueue(sessionId);
            _queues[sessionId] = queue;
        }

        return queue;
    }

    private static async Task<QuantumSessionJob> SendInTurnAsync(
        IWorkspaceClient client, JobSubmission submission, SubmissionTurn turn, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, turn.Queue.Ended);
        try
        {
            return await SendAsync(client, submission, turn, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw turn.Queue.CreateError(submission.Name);
        }
    }

    private static async Task<QuantumSessionJob> SendAsync(
        IWorkspaceClient client, JobSubmission submission, SubmissionTurn? turn, CancellationToken cancellationToken)
    {
        JobLimit? limit = submission.SessionId is { } sessionId ? JobLimit.Find(sessionId) : null;
        await (limit?.ReserveAsync(submission.Id, cancellationToken) ?? Task.CompletedTask);
        try
        {
            Task<QuantumSessionJob> sending = client.SubmitJobAsync(submission, cancellationToken);
            turn?.EndAfter(sending);
            QuantumSessionJob job = await sending;
            WorkspaceCache.For(client).ForgetItems();
            return job;
        }
        catch (QuantumServiceException e)
        {
            // A job that may exist still counts for the limit.
            QuantumServiceException failure = e;
            if (e.MayHaveCreated)
            {
                failure = e.Append($"The job may have been submitted. To read it: Get-AzQuantumSessionJob -Id {submission.Id}");
            }
            else
            {
                limit?.Cancel(submission.Id);
            }

            if (e.Kind != QuantumErrorKind.Rejected || submission.SessionId is not { } id)
            {
                throw failure;
            }

            Exception error = await EndedSessionAdvisor.ExplainAsync(client, id, failure, cancellationToken);
            await (error is CmdletException && turn is not null ? turn.Queue.EndAsync() : Task.CompletedTask);
            throw error;
        }
    }

    private static Stream OpenInput(JobInput input)
    {
        try
        {
            return input.OpenStream();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = Directory.Exists(input.FilePath)
                ? $"'{input.FilePath}' is a folder. To submit its files, give -Path '{Path.Join(input.FilePath, "*")}'."
                : e.Message;
            throw new CmdletException(ErrorIds.InputNotFound, ErrorCategory.OpenError, $"The input cannot be read: {reason}", input.FilePath);
        }
    }

    // A failed job ends a session with the policy Abort, so an input that cannot succeed is not sent. A format that the user specified
    // is not checked, because its definition may have changed. QIR has always been bitcode.
    private static void ThrowIfInvalid(
        IWorkspaceClient client,
        JobInput input,
        string? name,
        string format,
        JobRequest request,
        ResolvedJobDestination destination,
        byte[] header,
        Stream stream)
    {
        bool isText = LlvmIr.IsText(header);
        if (request.InputFormat is not null && !(isText && ProviderTable.FindFormat(format) is { IsQir: true }))
        {
            return;
        }

        string? reason = client.FindInputError(format, stream);
        stream.Position = 0;
        if (reason is not null)
        {
            string hint = input.Hint is null || isText ? "" : $" {input.Hint}";
            string advice = request.InputFormat is null ? " If the input has another format, give -InputFormat." : "";
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidData,
                $"The input{(name is null ? "" : $" of job '{name}'")} is not valid for target '{destination.Target}', whose format is '{format}': {reason}. "
                + $"The job was not submitted.{hint}{advice}");
        }
    }

    private static byte[] ReadHeader(Stream stream)
    {
        byte[] header = new byte[LlvmIr.HeaderLength];
        int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return header[..length];
    }

    private static (string Input, string Output) GetFormats(JobRequest request, ResolvedJobDestination destination, byte[] header)
    {
        string? inputFormat = request.InputFormat ?? JobFormats.Detect(destination.ProviderId, header)?.Input;
        string? outputFormat = request.OutputFormat
            ?? (inputFormat is null ? null : JobFormats.GetOutputFormat(inputFormat, destination.ProviderId));
        return inputFormat is not null && outputFormat is not null
            ? (inputFormat, outputFormat)
            : throw new CmdletException(
                ErrorIds.FormatUnknown,
                ErrorCategory.InvalidArgument,
                $"The formats of jobs for target '{destination.Target}' are not known. Give -{(inputFormat is null ? "InputFormat and -OutputFormat" : "OutputFormat")}.");
    }
}

/// <summary>The parameters of a job that the user specified. Null values are determined during submission.</summary>
internal sealed record JobRequest
{
    public Guid? JobId { get; init; }

    public string? Name { get; init; }

    public string? InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public JobParameters Parameters { get; init; } = new();

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Priority { get; init; }

    public bool Compress { get; init; }
}
