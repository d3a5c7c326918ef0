using System.Text.Json;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>Writes jobs as the service does, with metadata as strings. Only the response to a GET of a job has signed URIs.</summary>
internal sealed class JobWriter(IJobStorage storage)
{
    /// <summary>Writes a job with signed URIs. The output has a signature only after the job has ended.</summary>
    public JsonObject WriteSigned(Job job, EndpointRequest call)
    {
        JsonObject written = Write(job, call);
        written["containerUri"] = storage.Sign(job.Request.Container, "rl", call);
        written["inputDataUri"] = storage.Sign(job.Request.Input, "r", call);
        if (job.HasEnded)
        {
            written["outputDataUri"] = storage.Sign(job.Output, "r", call, $"attachment; filename=job-{job.Id}.output.json");
        }

        return written;
    }

    /// <summary>Writes a job with URIs that have no signature.</summary>
    public JsonObject Write(Job job, EndpointRequest call)
    {
        JobProperties request = job.Request;
        return new JsonObject
        {
            ["containerUri"] = storage.GetUri(request.Container, call),
            ["inputDataUri"] = storage.GetUri(request.Input, call),
            ["inputDataFormat"] = request.InputFormat,
            ["inputParams"] = request.InputParams.DeepClone(),
            ["metadata"] = WriteMetadata(request.Metadata),
            ["sessionId"] = request.SessionId?.ToString(),
            ["status"] = job.Status,
            ["jobType"] = job.JobType,
            ["outputDataFormat"] = job.Plan.OutputFormat,
            ["outputDataUri"] = WriteOutputUri(job, call),
            ["beginExecutionTime"] = Json.TimeWithOffset(job.BeginExecutionTime),
            ["cancellationTime"] = Json.TimeWithOffset(job.CancellationTime),
            ["quantumComputingData"] = job.BeginExecutionTime is null ? null : new JsonObject { ["count"] = 1 },
            ["errorData"] = job.Error?.Write(),
            ["isCancelling"] = job.Status == ItemStatus.CancellationRequested,
            ["tags"] = WriteTags(job),
            ["name"] = job.Name,
            ["id"] = job.Id.ToString(),
            ["providerId"] = job.ProviderId,
            ["target"] = job.Target,
            ["jobPriority"] = "Basic",
            ["creationTime"] = Json.TimeWithOffset(job.CreationTime),
            ["endExecutionTime"] = Json.TimeWithOffset(job.EndExecutionTime),
            ["lastModifiedTime"] = Json.TimeWithOffset(job.LastModifiedTime),
            ["costEstimate"] = job.Cost?.Write(),
            ["itemType"] = job.ItemType,
        }
            .AddIfNotNull("priority", job.Priority);
    }

    /// <summary>Writes the tags of a job, which is an empty array without tags.</summary>
    public static JsonNode WriteTags(Job job) => Json.ToArrayOrNull(job.Tags) ?? new JsonArray();

    // Until the job ends, the URI has an explicit port.
    private string WriteOutputUri(Job job, EndpointRequest call)
    {
        string uri = storage.GetUri(job.Output, call);
        return job.HasEnded
            ? uri
            : new Uri(uri).GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort | UriComponents.Path, UriFormat.UriEscaped);
    }

    private static JsonObject? WriteMetadata(JsonObject? metadata) =>
        metadata is null ? null : new JsonObject(metadata.Select(entry => KeyValuePair.Create(entry.Key, WriteText(entry.Value))));

    private static JsonNode? WriteText(JsonNode? value) =>
        value is null ? null
        : value.GetValueKind() == JsonValueKind.String ? value.DeepClone()
        : JsonValue.Create(value.ToJsonString());
}
