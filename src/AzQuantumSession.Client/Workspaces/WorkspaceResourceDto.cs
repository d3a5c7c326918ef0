using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>A workspace in a response of Azure Resource Manager.</summary>
internal sealed class WorkspaceResourceDto
{
    public string? Location { get; init; }

    public WorkspacePropertiesDto? Properties { get; init; }
}

/// <summary>The properties of a workspace in a response of Azure Resource Manager.</summary>
internal sealed class WorkspacePropertiesDto
{
    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}

/// <summary>The request body for Azure Resource Graph.</summary>
internal sealed class GraphRequestDto
{
    public required string Query { get; init; }

    public IReadOnlyList<string>? Subscriptions { get; init; }
}

/// <summary>The response body of Azure Resource Graph.</summary>
internal sealed class GraphAnswerDto
{
    public List<GraphRowDto>? Data { get; init; }
}

/// <summary>A workspace in a response of Azure Resource Graph.</summary>
internal sealed class GraphRowDto
{
    public string? Name { get; init; }

    public string? SubscriptionId { get; init; }

    public string? ResourceGroup { get; init; }

    public string? Location { get; init; }

    public string? EndpointUri { get; init; }

    public string? WorkspaceKind { get; init; }
}

/// <summary>The source-generated JSON metadata of Azure Resource Manager and Azure Resource Graph.</summary>
[JsonSerializable(typeof(WorkspaceResourceDto))]
[JsonSerializable(typeof(GraphRequestDto))]
[JsonSerializable(typeof(GraphAnswerDto))]
internal sealed partial class WorkspacesJsonContext : JsonSerializerContext
{
    public static WorkspacesJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
