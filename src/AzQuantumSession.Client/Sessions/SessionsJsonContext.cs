using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>The source-generated JSON metadata of the sessions API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantStringConverter), typeof(TolerantDateTimeOffsetConverter), typeof(TolerantDecimalConverter), typeof(TolerantBooleanConverter)])]
[JsonSerializable(typeof(SessionDto))]
[JsonSerializable(typeof(ListPage<SessionDto>))]
[JsonSerializable(typeof(SessionOpenDto))]
internal sealed partial class SessionsJsonContext : JsonSerializerContext;
