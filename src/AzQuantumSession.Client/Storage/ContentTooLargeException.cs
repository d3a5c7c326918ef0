namespace AzQuantumSession.Client.Storage;

/// <summary>The exception for the content of a blob that is larger than a limit of the caller.</summary>
internal sealed class ContentTooLargeException : Exception;
