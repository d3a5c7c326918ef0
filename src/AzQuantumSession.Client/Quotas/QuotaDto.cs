using System.Text.Json.Serialization;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Serialization;
using AzQuantumSession.Client.Workspaces;

namespace AzQuantumSession.Client.Quotas;

/// <summary>A quota of a workspace of kind V1 in the JSON of the service.</summary>
internal sealed record QuotaDto(
    string? Dimension, string? Scope, string? ProviderId, decimal? Utilization, decimal? Holds, decimal? Limit, string? Period)
{
    /// <summary>Creates the public model of the quota.</summary>
    public QuantumQuota ToModel(IWorkspaceClient client) => new()
    {
        ProviderId = ProviderId ?? "",
        Dimension = Dimension ?? "",
        Scope = Scope,
        Period = Period,
        Limit = Limit,
        Used = Utilization,
        Held = Holds,
        Workspace = client.Workspace.Id,
        Client = client,
    };
}

/// <summary>The used amounts of a target, or of a provider, in a workspace of kind V2, in the JSON of the service.</summary>
internal sealed record QuotaUsageDto(string? ProviderId, string? Scope, string? TargetId, QuotaMinutesDto? Usage, DateTimeOffset? LastModifiedTime);

/// <summary>The source-generated JSON metadata of the quotas API.</summary>
[JsonSerializable(typeof(ListPage<QuotaDto>))]
[JsonSerializable(typeof(ListPage<QuotaUsageDto>))]
internal sealed partial class QuotasJsonContext : JsonSerializerContext
{
    public static QuotasJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
