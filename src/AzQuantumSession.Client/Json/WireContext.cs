using System.Text.Json.Serialization;

namespace AzQuantumSession.Client;

/// <summary>What is read and written as JSON; made at build time, so that nothing is reflected over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextConverter), typeof(TimeConverter), typeof(AmountConverter), typeof(FlagConverter)])]
[JsonSerializable(typeof(SessionWire))]
[JsonSerializable(typeof(Page<SessionWire>))]
[JsonSerializable(typeof(SessionOpenWire))]
[JsonSerializable(typeof(JobWire))]
[JsonSerializable(typeof(Page<JobWire>))]
[JsonSerializable(typeof(Page<ProviderWire>))]
[JsonSerializable(typeof(WorkspaceResourceWire))]
[JsonSerializable(typeof(GraphRequestWire))]
[JsonSerializable(typeof(GraphAnswerWire))]
[JsonSerializable(typeof(SasRequestWire))]
[JsonSerializable(typeof(SasWire))]
internal sealed partial class WireContext : JsonSerializerContext;
