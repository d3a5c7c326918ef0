using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Time;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>Writes sessions as the service does, with the same null values.</summary>
internal static class SessionWriter
{
    public static JsonObject Write(Session session)
    {
        var json = new JsonObject
        {
            ["status"] = session.Status,
            ["jobFailurePolicy"] = session.Request.JobFailurePolicy,
            ["jobPriority"] = "Basic",
            ["name"] = session.Name,
            ["id"] = session.Id.ToString(),
            ["providerId"] = session.ProviderId,
            ["target"] = session.Target,
            ["creationTime"] = Timestamps.WithZ(session.CreationTime),
            ["endExecutionTime"] = Timestamps.WithZ(session.EndExecutionTime),
            ["costEstimate"] = session.Cost?.Write(),
            ["itemType"] = session.ItemType,
        };
        AddIfNotNull(json, "priority", session.Request.Priority);
        AddIfNotNull(json, "tags", Json.ToArrayOrNull(session.Request.Tags));
        AddIfNotNull(json, "errorData", session.Error?.Write());
        return json;
    }

    private static void AddIfNotNull(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
