namespace AzQuantumSession.Emulator.Targets;

/// <summary>The target cannot run what the job brought.</summary>
internal sealed class InvalidInputException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
