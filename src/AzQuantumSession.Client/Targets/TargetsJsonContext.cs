using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The source-generated JSON metadata of the providers API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantStringConverter), typeof(TolerantDateTimeOffsetConverter), typeof(TolerantDecimalConverter), typeof(TolerantBooleanConverter)])]
[JsonSerializable(typeof(ListPage<ProviderDto>))]
internal sealed partial class TargetsJsonContext : JsonSerializerContext;
