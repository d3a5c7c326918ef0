using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Results;
using AzQuantumSession.Client.Storage;
using Azure;

namespace AzQuantumSession.Client.Jobs;

/// <summary>Downloads and parses the results of jobs.</summary>
internal sealed class JobResults(JobsApi jobs, SasUriProvider addresses, BlobStorage storage)
{
    /// <summary>Downloads and parses the result of a job.</summary>
    public async Task<QuantumJobResult> ReceiveAsync(string jobId, CancellationToken cancellationToken)
    {
        RequestDescription operation = Receive(jobId);
        ApiResponse<JobDto> answer = await jobs.GetWireAsync(jobId, cancellationToken).ConfigureAwait(false);
        QuantumSessionJob job = jobs.Map(answer.Value, null, answer.Response, operation);
        byte[] raw = await DownloadAsync(Output(answer.Value, job), answer.Response, job, operation, cancellationToken).ConfigureAwait(false);
        int? width = ResultReader.NeedsWidth(job.OutputDataFormat)
            ? await WidthAsync(answer, job, cancellationToken).ConfigureAwait(false)
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
        RequestDescription operation = Receive(jobId);
        ApiResponse<JobDto> answer = await jobs.GetWireAsync(jobId, cancellationToken).ConfigureAwait(false);
        QuantumSessionJob job = jobs.Map(answer.Value, null, answer.Response, operation);
        Uri address = await addresses.GetReadUriAsync(
            Output(answer.Value, job), job.Id, answer.Response, operation, cancellationToken).ConfigureAwait(false);
        await storage.DownloadAsync(address, destination, operation, cancellationToken).ConfigureAwait(false);
    }

    private static RequestDescription Receive(string jobId) => new($"download the result of job '{jobId}'", $"Job '{jobId}'");

    private static string Output(JobDto wire, QuantumSessionJob job)
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

        return string.IsNullOrEmpty(wire.OutputDataUri)
            ? throw NoResult(job, $"has no result: it is {job.Status}, but the service returned no output URI", null)
            : wire.OutputDataUri;
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
        string address, Response answer, QuantumSessionJob job, RequestDescription operation, CancellationToken cancellationToken)
    {
        Uri readable = await addresses.GetReadUriAsync(address, job.Id, answer, operation, cancellationToken).ConfigureAwait(false);
        using MemoryStream content = new();
        await storage.DownloadAsync(readable, content, operation, cancellationToken).ConfigureAwait(false);
        return content.ToArray();
    }

    // The input has the exact number of qubits. The parameters and metadata of the job are the fallback.
    private async Task<int?> WidthAsync(ApiResponse<JobDto> answer, QuantumSessionJob job, CancellationToken cancellationToken)
    {
        if (QubitCountResolver.IsSupported(job.InputDataFormat) && !string.IsNullOrEmpty(answer.Value.InputDataUri))
        {
            try
            {
                RequestDescription operation = new($"download the input of job '{job.Id}'", $"Job '{job.Id}'");
                byte[] input = await DownloadAsync(
                    answer.Value.InputDataUri, answer.Response, job, operation, cancellationToken).ConfigureAwait(false);
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
