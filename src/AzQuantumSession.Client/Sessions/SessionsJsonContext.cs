using System.Text.Json.Serialization;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Client.Sessions;

/// <summary>The source-generated JSON metadata of the sessions API.</summary>
[JsonSerializable(typeof(SessionDto))]
[JsonSerializable(typeof(ListPage<SessionDto>))]
[JsonSerializable(typeof(SessionOpenDto))]
internal sealed partial class SessionsJsonContext : JsonSerializerContext
{
    public static SessionsJsonContext Instance { get; } = new(ClientJson.CreateOptions());
}
