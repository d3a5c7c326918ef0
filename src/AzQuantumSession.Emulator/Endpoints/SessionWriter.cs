using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Time;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>A session as the service answers it, with the nulls that it sends.</summary>
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
        AddUnlessNull(json, "priority", session.Request.Priority);
        AddUnlessNull(json, "tags", Json.ToArrayOrNull(session.Request.Tags));
        AddUnlessNull(json, "errorData", session.Error?.Write());
        return json;
    }

    private static void AddUnlessNull(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
