namespace AzQuantumSession.Emulator.Storage;

/// <summary>The input of a job as it was uploaded, with its content encoding.</summary>
internal sealed record UploadedInput(byte[] Content, string? ContentEncoding);
