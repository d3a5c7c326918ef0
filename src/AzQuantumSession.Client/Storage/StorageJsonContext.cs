using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Storage;

/// <summary>The source-generated JSON metadata of the storage API.</summary>
[JsonSerializable(typeof(SasRequestDto))]
[JsonSerializable(typeof(SasDto))]
internal sealed partial class StorageJsonContext : JsonSerializerContext
{
    public static StorageJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
