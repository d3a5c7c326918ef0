using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Jobs;

/// <summary>Why a job failed.</summary>
internal sealed record JobError(string Code, string Message)
{
    public JsonObject Write() => new() { ["code"] = Code, ["message"] = Message };
}
