namespace AzQuantumSession.Emulator.Options;

/// <summary>The exception for an invalid command line.</summary>
internal sealed class UsageException(string message) : Exception(message);
