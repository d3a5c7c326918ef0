using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Storage;

/// <summary>The source-generated JSON metadata of the storage API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantStringConverter), typeof(TolerantDateTimeOffsetConverter), typeof(TolerantDecimalConverter), typeof(TolerantBooleanConverter)])]
[JsonSerializable(typeof(SasRequestDto))]
[JsonSerializable(typeof(SasDto))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
