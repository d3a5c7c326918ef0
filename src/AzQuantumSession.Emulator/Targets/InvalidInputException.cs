namespace AzQuantumSession.Emulator.Targets;

/// <summary>The exception for a job that the target cannot run.</summary>
internal sealed class InvalidInputException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
