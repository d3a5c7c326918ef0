using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Targets;
using AzQuantumSession.Emulator.Workspace;

namespace AzQuantumSession.Emulator.Endpoints;

/// <summary>The operations that list providers with their targets.</summary>
internal static class TargetEndpoints
{
    // Jobs with a high priority pass others in the queue of hardware.
    private const int HighPrioritySpeedup = 4;

    public static IEnumerable<ApiEndpoint> All =>
    [
        new(HttpMethods.Get, $"{WorkspaceIdentity.Route}/providerStatus", _ => EndpointResponse.Page(Providers())),
    ];

    private static IEnumerable<JsonObject> Providers() => TargetCatalog.All.GroupBy(target => target.ProviderId).Select(targets => new JsonObject
    {
        ["id"] = targets.Key,
        ["currentAvailability"] = targets.All(target => target.Availability == "Available") ? "Available" : "Degraded",
        ["targets"] = Json.ToArray(targets.Select(Write)),
    });

    private static JsonObject Write(Target target) => new JsonObject
    {
        ["id"] = target.Id,
        ["currentAvailability"] = target.Availability,
        ["averageQueueTime"] = target.AverageQueueTime,
        ["statusPage"] = target.StatusPage,
    }
        .AddIfNotNull("averageQueueTimeStandardPriority", target.IsHardware ? target.AverageQueueTime : null)
        .AddIfNotNull("averageQueueTimeHighPriority", target.IsHardware ? target.AverageQueueTime / HighPrioritySpeedup : null)
        .AddIfNotNull("numQubits", target.Qubits);
}
