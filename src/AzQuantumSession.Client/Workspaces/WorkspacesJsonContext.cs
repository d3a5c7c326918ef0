using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Workspaces;

/// <summary>The source-generated JSON metadata of Azure Resource Manager and Azure Resource Graph.</summary>
[JsonSerializable(typeof(WorkspaceResourceDto))]
[JsonSerializable(typeof(GraphRequestDto))]
[JsonSerializable(typeof(GraphAnswerDto))]
internal sealed partial class WorkspacesJsonContext : JsonSerializerContext
{
    public static WorkspacesJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
