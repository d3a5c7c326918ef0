namespace AzQuantumSession.Tests.EngineHost;

/// <summary>The output and the exit code of the engine host.</summary>
internal sealed record EngineHostResult(int ExitCode, string Output, string Errors);
