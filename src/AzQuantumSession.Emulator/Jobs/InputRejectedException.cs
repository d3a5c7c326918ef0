namespace AzQuantumSession.Emulator.Jobs;

/// <summary>The target cannot run what the job brought.</summary>
internal sealed class InputRejectedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
