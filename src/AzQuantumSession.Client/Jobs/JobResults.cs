using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Results;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Storage;
using Azure.Storage.Blobs.Models;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Downloads and parses the results of jobs.</summary>
/// <param name="refresher">Reads jobs whose output URI is not known or has expired.</param>
/// <param name="sasUriProvider">Provides readable URIs.</param>
/// <param name="storage">Downloads blobs.</param>
/// <param name="files">Lists the files of a job whose result does not exist.</param>
/// <param name="qubitCounts">Determines the number of qubits of a job.</param>
internal sealed class JobResults(
    JobUriRefresher refresher, SasUriProvider sasUriProvider, BlobStorage storage, JobFiles files, QubitCounts qubitCounts)
{
    private static readonly string[] ShotParameters = ["shots", "count", "runs"];

    /// <summary>Downloads and parses the result of a job.</summary>
    public async Task<QuantumJobResult> ReceiveAsync(QuantumSessionJob job, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        QuantumSessionJob read = await DownloadAsync(job, content, cancellationToken).ConfigureAwait(false);
        byte[] raw = content.ToArray();
        ParsedResult? parsed = ResultReader.Read(read.OutputDataFormat, raw, qubitCounts.Get(read));
        int? requestedShots = GetRequestedShots(read);
        bool isDerived = parsed is { HasOnlyProbabilities: true } && requestedShots is not null;
        if (isDerived)
        {
            parsed = parsed!.WithDerivedCounts(requestedShots!.Value);
        }

        return new QuantumJobResult
        {
            JobId = read.Id,
            Name = read.Name,
            SessionId = read.SessionId,
            Target = read.Target,
            OutputDataFormat = read.OutputDataFormat,
            Histogram = QuantumOutcome.CreateHistogram(read.Id, read.Name, parsed?.Outcomes ?? [], isDerived),
            Shots = parsed?.Shots is { } shots ? new ReadableList<string>(shots) : null,
            ShotCount = parsed is null || parsed.HasOnlyProbabilities || isDerived ? requestedShots : parsed.Outcomes.Sum(item => item.Count),
            IsCountDerived = isDerived,
            CreationTime = read.CreationTime,
            BeginExecutionTime = read.BeginExecutionTime,
            EndExecutionTime = read.EndExecutionTime,
            Cost = read.CostEstimate?.EstimatedTotal,
            Currency = read.CostEstimate?.CurrencyCode,
            IsParsed = parsed is not null,
            Raw = raw,
            Json = new Lazy<object?>(() => PlainValue.Parse(raw)),
            Workspace = read.Workspace,
        };
    }

    // Each provider has its own name for the parameter (docs/service.md, section 5.6).
    private static int? GetRequestedShots(QuantumSessionJob job) => ShotParameters
        .Select(name => PlainValue.WholeNumber(job.InputParams.GetValueOrDefault(name)))
        .FirstOrDefault(number => number > 0);

    /// <summary>Downloads the result of a job to a stream, without parsing it. Reads the job first if its output URI is not usable.</summary>
    /// <returns>The job, as it was read last.</returns>
    public Task<QuantumSessionJob> DownloadAsync(QuantumSessionJob job, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(destination);
        return refresher.RunAsync(job, job.IsTerminal ? job.ReadableOutputUri : null, DownloadFromAsync, cancellationToken);

        async Task<QuantumSessionJob> DownloadFromAsync(QuantumSessionJob read)
        {
            RequestDescription request = new($"download the result of job '{read.Id}'", $"Job '{read.Id}'");
            Uri uri = await sasUriProvider.GetReadUriAsync(GetOutputDataUri(read), read.Id, request, cancellationToken).ConfigureAwait(false);
            try
            {
                await storage.DownloadAsync(uri, destination, request, cancellationToken).ConfigureAwait(false);
                return read;
            }
            catch (QuantumServiceException exception) when (exception.ErrorData?.Code == BlobErrorCode.BlobNotFound)
            {
                throw await files.ExplainMissingResultAsync(read, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string GetOutputDataUri(QuantumSessionJob job)
    {
        string? reason = job switch
        {
            { IsTerminal: false } => $"has no result yet: it is {job.Status}",
            _ when job.Status.EqualsIgnoreCase(JobStatus.Failed) =>
                $"has no result, because it failed{(job.ErrorData is { } error ? $": {error}" : "")}",
            _ when job.Status.EqualsIgnoreCase(JobStatus.Cancelled) => "has no result, because it was cancelled",
            { ReadableOutputUri: null or "" } => $"has no result: it is {job.Status}, but the service returned no output URI",
            _ => null,
        };
        if (reason is null)
        {
            return job.ReadableOutputUri!;
        }

        string message = MessageSanitizer.EnsurePeriod($"Job '{job.Id}' {reason}");
        string? action = job.IsTerminal ? null : "Wait for it to end, then try again.";
        throw new QuantumServiceException(QuantumErrorKind.NotFound, action is null ? message : $"{message} {action}")
        {
            ErrorData = job.ErrorData,
            RecommendedAction = action,
        };
    }
}
