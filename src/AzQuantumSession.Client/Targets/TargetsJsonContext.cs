using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Targets;

/// <summary>The JSON of providers and their targets.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantStringConverter), typeof(TolerantDateTimeOffsetConverter), typeof(TolerantDecimalConverter), typeof(TolerantBooleanConverter)])]
[JsonSerializable(typeof(ListPage<ProviderDto>))]
internal sealed partial class TargetsJsonContext : JsonSerializerContext;
