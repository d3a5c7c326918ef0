using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Results;
using AzQuantumSession.Client.Storage;
using Azure;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Downloads and parses the results of jobs.</summary>
internal sealed class JobResults(JobsApi jobs, SasUriProvider sasUriProvider, BlobStorage storage)
{
    /// <summary>Downloads and parses the result of a job.</summary>
    public async Task<QuantumJobResult> ReceiveAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription request = Receive(jobId);
        ApiResponse<JobDto> response = await jobs.GetWireAsync(jobId, cancellationToken).ConfigureAwait(false);
        QuantumSessionJob job = jobs.Map(response.Value, null, response.Response, request);
        byte[] raw = await DownloadAsync(Output(response.Value, job), response.Response, job, request, cancellationToken).ConfigureAwait(false);
        int? width = ResultReader.NeedsWidth(job.OutputDataFormat)
            ? await WidthAsync(response, job, cancellationToken).ConfigureAwait(false)
            : null;
        ParsedResult? content = ResultReader.Read(job.OutputDataFormat, raw, width);
        return new QuantumJobResult
        {
            JobId = job.Id,
            Name = job.Name,
            SessionId = job.SessionId,
            Target = job.Target,
            OutputDataFormat = job.OutputDataFormat,
            Histogram = content?.Histogram ?? [],
            Shots = content?.Shots,
            IsParsed = content is not null,
            Raw = raw,
            Workspace = job.Workspace,
        };
    }

    /// <summary>Downloads the result of a job to a stream, without parsing it.</summary>
    public async Task DownloadAsync(string jobId, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequestDescription request = Receive(jobId);
        ApiResponse<JobDto> response = await jobs.GetWireAsync(jobId, cancellationToken).ConfigureAwait(false);
        QuantumSessionJob job = jobs.Map(response.Value, null, response.Response, request);
        Uri uri = await sasUriProvider.GetReadUriAsync(
            Output(response.Value, job), job.Id, response.Response, request, cancellationToken).ConfigureAwait(false);
        await storage.DownloadAsync(uri, destination, request, cancellationToken).ConfigureAwait(false);
    }

    private static RequestDescription Receive(string jobId) => new($"download the result of job '{jobId}'", $"Job '{jobId}'");

    private static string Output(JobDto dto, QuantumSessionJob job)
    {
        if (!job.IsTerminal)
        {
            throw NoResult(job, $"has no result yet: it is {job.Status}", "Wait for it to end, then try again.");
        }

        if (ODataFilter.Same(job.Status, JobStatus.Failed))
        {
            string reason = job.ErrorData is { } error ? $": {error}" : "";
            throw NoResult(job, $"has no result, because it failed{reason}", null);
        }

        if (ODataFilter.Same(job.Status, JobStatus.Cancelled))
        {
            throw NoResult(job, "has no result, because it was cancelled", null);
        }

        return string.IsNullOrEmpty(dto.OutputDataUri)
            ? throw NoResult(job, $"has no result: it is {job.Status}, but the service returned no output URI", null)
            : dto.OutputDataUri;
    }

    private static QuantumServiceException NoResult(QuantumSessionJob job, string what, string? action)
    {
        string message = MessageSanitizer.EnsurePeriod($"Job '{job.Id}' {what}");
        return new QuantumServiceException(QuantumErrorKind.NotFound, action is null ? message : $"{message} {action}")
        {
            ErrorData = job.ErrorData,
            RecommendedAction = action,
        };
    }

    private async Task<byte[]> DownloadAsync(
        string dataUri, Response response, QuantumSessionJob job, RequestDescription request, CancellationToken cancellationToken)
    {
        Uri readable = await sasUriProvider.GetReadUriAsync(dataUri, job.Id, response, request, cancellationToken).ConfigureAwait(false);
        using MemoryStream content = new();
        await storage.DownloadAsync(readable, content, request, cancellationToken).ConfigureAwait(false);
        return content.ToArray();
    }

    // The input has the exact number of qubits. The parameters and metadata of the job are the fallback.
    private async Task<int?> WidthAsync(ApiResponse<JobDto> response, QuantumSessionJob job, CancellationToken cancellationToken)
    {
        if (QubitCountResolver.IsSupported(job.InputDataFormat) && !string.IsNullOrEmpty(response.Value.InputDataUri))
        {
            try
            {
                RequestDescription request = new($"download the input of job '{job.Id}'", $"Job '{job.Id}'");
                byte[] input = await DownloadAsync(
                    response.Value.InputDataUri, response.Response, job, request, cancellationToken).ConfigureAwait(false);
                if (QubitCountResolver.FromInput(input) is { } count)
                {
                    return count;
                }
            }
            catch (QuantumServiceException)
            {
                // The result is still useful without the input: its outcomes only lack leading zeros.
            }
        }

        return QubitCountResolver.FromJob(job);
    }
}
