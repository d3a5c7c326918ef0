using System.Text.Json;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Jobs;
using AzQuantumSession.Emulator.Storage;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>Writes jobs as the service does, with signed URIs, and with metadata as strings.</summary>
internal sealed class JobWriter(IJobStorage storage)
{
    public JsonObject Write(Job job, EndpointRequest call)
    {
        JobProperties request = job.Request;
        return new JsonObject
        {
            ["containerUri"] = storage.Sign(request.Container, "rcwl", call),
            ["inputDataUri"] = storage.Sign(request.Input, "r", call),
            ["inputDataFormat"] = request.InputFormat,
            ["inputParams"] = request.InputParams?.DeepClone(),
            ["metadata"] = WriteMetadata(request.Metadata),
            ["sessionId"] = request.SessionId?.ToString(),
            ["status"] = job.Status,
            ["jobType"] = job.JobType,
            ["outputDataFormat"] = job.Plan.OutputFormat,
            ["outputDataUri"] = storage.Sign(job.Output, "r", call),
            ["beginExecutionTime"] = Json.TimeWithOffset(job.BeginExecutionTime),
            ["cancellationTime"] = Json.TimeWithOffset(job.CancellationTime),
            ["quantumComputingData"] = new JsonObject { ["count"] = 1 },
            ["errorData"] = job.Error?.Write(),
            ["isCancelling"] = job.Status == ItemStatus.CancellationRequested,
            ["tags"] = Json.ToArrayOrNull(job.Tags) ?? new JsonArray(),
            ["name"] = job.Name,
            ["id"] = job.Id.ToString(),
            ["providerId"] = job.ProviderId,
            ["target"] = job.Target,
            ["priority"] = job.Priority,
            ["jobPriority"] = "Basic",
            ["creationTime"] = Json.TimeWithOffset(job.CreationTime),
            ["endExecutionTime"] = Json.TimeWithOffset(job.EndExecutionTime),
            ["lastModifiedTime"] = Json.TimeWithOffset(job.LastModifiedTime),
            ["costEstimate"] = job.Cost?.Write(),
            ["itemType"] = job.ItemType,
        };
    }

    private static JsonObject? WriteMetadata(JsonObject? metadata) =>
        metadata is null ? null : new JsonObject(metadata.Select(entry => KeyValuePair.Create(entry.Key, WriteText(entry.Value))));

    private static JsonNode? WriteText(JsonNode? value) =>
        value is null ? null
        : value.GetValueKind() == JsonValueKind.String ? value.DeepClone()
        : JsonValue.Create(value.ToJsonString());
}
