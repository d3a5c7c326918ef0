namespace AzQuantumSession.Emulator.Storage;

/// <summary>The bytes of a job's input as they were uploaded, and how they are encoded.</summary>
internal sealed record UploadedInput(byte[] Content, string? ContentEncoding);
