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
/// <param name="settings">The maximum size of a result.</param>
internal sealed class JobResults(
    JobUriRefresher refresher, SasUriProvider sasUriProvider, BlobStorage storage, JobFiles files, QubitCounts qubitCounts, HttpSettings settings)
{
    private static readonly string[] SizeUnits = ["bytes", "KB", "MB", "GB"];

    /// <summary>Downloads and parses the result of a job. A job with several programs has several results.</summary>
    /// <param name="job">The job.</param>
    /// <param name="maxSize">The maximum size of the result in bytes, if it is less than the maximum size of a result that is parsed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<QuantumJobResult>> ReceiveAsync(QuantumSessionJob job, long? maxSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        using MemoryStream content = new();
        QuantumSessionJob read;
        try
        {
            long limit = Math.Min(maxSize ?? long.MaxValue, settings.MaxResultSize);
            read = await DownloadToAsync(job, content, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (ContentTooLargeException exception) when (maxSize is null || maxSize > settings.MaxResultSize)
        {
            const string Action = "Give a file to -OutFile of Receive-AzQuantumSessionJob, which downloads the result unchanged.";
            throw CreateTooLarge(job, settings.MaxResultSize, "which is too large to be parsed", Action, exception);
        }
        catch (ContentTooLargeException exception)
        {
            throw CreateTooLarge(job, maxSize!.Value, exception);
        }

        IReadOnlyList<ProgramResult> programs = ResultReader.Read(read.OutputDataFormat, content.ToArray(), qubitCounts.Get(read));
        bool hasItems = programs.Count > 1 || read.InputParams.ContainsKey(ProviderTable.ItemsParameter);
        return [.. programs.Select((program, index) => Create(read, program, hasItems ? index : null))];
    }

    private static QuantumJobResult Create(QuantumSessionJob job, ProgramResult program, int? itemIndex)
    {
        ParsedResult? parsed = program.Parsed;
        int? requestedShots = GetRequestedShots(job);
        bool isDerived = parsed is { HasOnlyProbabilities: true } && requestedShots is not null;
        if (isDerived)
        {
            parsed = parsed!.WithDerivedCounts(requestedShots!.Value);
        }

        return new QuantumJobResult
        {
            JobId = job.Id,
            ItemIndex = itemIndex,
            Name = job.Name,
            SessionId = job.SessionId,
            Target = job.Target,
            OutputDataFormat = job.OutputDataFormat,
            Histogram = QuantumOutcome.CreateHistogram(job.Id, job.Name, parsed?.Outcomes ?? [], isDerived, itemIndex),
            Shots = parsed?.Shots is { } shots ? new ReadableList<string>(shots) : null,
            ShotCount = parsed is null || parsed.ResourceEstimates is not null || parsed.HasOnlyProbabilities || isDerived
                ? requestedShots
                : parsed.Outcomes.Sum(item => item.Count),
            IsCountDerived = isDerived,
            CreationTime = job.CreationTime,
            BeginExecutionTime = job.BeginExecutionTime,
            EndExecutionTime = job.EndExecutionTime,
            Cost = job.CostEstimate?.EstimatedTotal,
            Currency = job.CostEstimate?.CurrencyCode,
            IsParsed = parsed is not null,
            ParseError = program.Error,
            ResourceEstimates = parsed?.ResourceEstimates,
            Raw = program.Raw,
            Json = new Lazy<object?>(() => PlainValue.Parse(program.Raw)),
            Workspace = job.Workspace,
        };
    }

    // Older clients sent other names of the parameter (docs/service.md, section 5.6).
    private static int? GetRequestedShots(QuantumSessionJob job) => ProviderTable.ShotsParameters
        .Select(name => PlainValue.WholeNumber(job.InputParams.GetValueOrDefault(name)))
        .FirstOrDefault(number => number > 0);

    /// <summary>Downloads the result of a job to a stream, without parsing it. Reads the job first if its output URI is not usable.</summary>
    /// <param name="job">The job.</param>
    /// <param name="destination">The stream to write to.</param>
    /// <param name="maxSize">The maximum size of the result in bytes; null for no limit.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task DownloadAsync(QuantumSessionJob job, Stream destination, long? maxSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(destination);
        try
        {
            await DownloadToAsync(job, destination, maxSize, cancellationToken).ConfigureAwait(false);
        }
        catch (ContentTooLargeException exception)
        {
            throw CreateTooLarge(job, maxSize!.Value, exception);
        }
    }

    private static QuantumServiceException CreateTooLarge(QuantumSessionJob job, long maxSize, ContentTooLargeException inner) => CreateTooLarge(
        job, maxSize, "the maximum size", "Specify a higher -MaximumSize, or -OutFile without -MaximumSize, which downloads a result of any size.", inner);

    private static QuantumServiceException CreateTooLarge(
        QuantumSessionJob job, long maxSize, string explanation, string action, ContentTooLargeException inner)
    {
        int unit = 0;
        while (maxSize % 1024 == 0 && unit < SizeUnits.Length - 1)
        {
            maxSize /= 1024;
            unit++;
        }

        string message = string.Create(
            CultureInfo.InvariantCulture, $"The result of job '{MessageSanitizer.Shorten(job.Id)}' has more than {maxSize} {SizeUnits[unit]}, {explanation}. {action}");
        return new QuantumServiceException(QuantumErrorKind.ResultTooLarge, message, inner) { RecommendedAction = action };
    }

    // Returns the job as it was read last.
    private Task<QuantumSessionJob> DownloadToAsync(QuantumSessionJob job, Stream destination, long? maxSize, CancellationToken cancellationToken)
    {
        return refresher.RunAsync(job, job.IsTerminal ? job.ReadableOutputUri : null, DownloadFromAsync, cancellationToken);

        async Task<QuantumSessionJob> DownloadFromAsync(QuantumSessionJob read)
        {
            RequestDescription request = new($"download the result of job '{read.Id}'", $"Job '{read.Id}'");
            Uri uri = await sasUriProvider.GetReadUriAsync(GetOutputDataUri(read), read.Id, request, cancellationToken).ConfigureAwait(false);
            try
            {
                await storage.DownloadAsync(uri, destination, maxSize, request, cancellationToken).ConfigureAwait(false);
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
            { IsTerminal: false } => $"has no result yet: it is {MessageSanitizer.Shorten(job.Status)}",
            _ when job.Status.EqualsIgnoreCase(JobStatus.Failed) =>
                $"has no result, because it failed{(job.ErrorData is { } error ? $": {error}" : "")}",
            _ when job.Status.EqualsIgnoreCase(JobStatus.Cancelled) => "has no result, because it was cancelled",
            { ReadableOutputUri: null or "" } => $"has no result: it is {MessageSanitizer.Shorten(job.Status)}, but the service returned no output URI",
            _ => null,
        };
        if (reason is null)
        {
            return job.ReadableOutputUri!;
        }

        string message = MessageSanitizer.EnsurePeriod($"Job '{MessageSanitizer.Shorten(job.Id)}' {reason}");
        string? action = job.IsTerminal ? null : "Wait for it to end, then try again.";
        throw new QuantumServiceException(QuantumErrorKind.NotFound, action is null ? message : $"{message} {action}")
        {
            ErrorData = job.ErrorData,
            RecommendedAction = action,
        };
    }
}
