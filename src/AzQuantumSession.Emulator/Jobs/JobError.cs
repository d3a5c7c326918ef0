using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The error of a failed job.</summary>
internal sealed record JobError(string Code, string Message)
{
    public JsonObject Write() => new() { ["code"] = Code, ["message"] = Message };
}
