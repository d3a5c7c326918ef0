using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The source-generated JSON metadata of the providers API.</summary>
[JsonSerializable(typeof(ListPage<ProviderDto>))]
internal sealed partial class TargetsJsonContext : JsonSerializerContext
{
    public static TargetsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
