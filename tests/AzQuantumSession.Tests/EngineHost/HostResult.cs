namespace AzQuantumSession.Tests.EngineHost;

/// <summary>What the engine host wrote, and how it ended.</summary>
internal sealed record HostResult(int ExitCode, string Output, string Errors);
