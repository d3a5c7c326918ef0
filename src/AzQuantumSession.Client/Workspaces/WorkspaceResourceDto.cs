using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace in a response of Azure Resource Manager.</summary>
internal sealed record WorkspaceResourceDto(string? Location, WorkspacePropertiesDto? Properties);

/// <summary>The properties of a workspace in a response of Azure Resource Manager.</summary>
internal sealed record WorkspacePropertiesDto(string? EndpointUri, string? WorkspaceKind);

/// <summary>The request body for Azure Resource Graph.</summary>
internal sealed record GraphRequestDto(string Query, IReadOnlyList<string>? Subscriptions = null, GraphOptionsDto? Options = null);

/// <summary>The options of a request to Azure Resource Graph.</summary>
internal sealed record GraphOptionsDto([property: JsonPropertyName("$skipToken")] string SkipToken);

/// <summary>The response body of Azure Resource Graph.</summary>
internal sealed record GraphResponseDto(List<GraphRowDto>? Data, [property: JsonPropertyName("$skipToken")] string? SkipToken);

/// <summary>A workspace in a response of Azure Resource Graph.</summary>
internal sealed record GraphRowDto(
    string? Name, string? SubscriptionId, string? ResourceGroup, string? Location, string? EndpointUri, string? WorkspaceKind);

/// <summary>The source-generated JSON metadata of Azure Resource Manager and Azure Resource Graph.</summary>
[JsonSerializable(typeof(WorkspaceResourceDto))]
[JsonSerializable(typeof(GraphRequestDto))]
[JsonSerializable(typeof(GraphResponseDto))]
internal sealed partial class WorkspacesJsonContext : JsonSerializerContext
{
    public static WorkspacesJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
