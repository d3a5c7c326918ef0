using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>What the service answered, read.</summary>
/// <param name="Value">The object in the body.</param>
/// <param name="Response">The answer itself.</param>
internal readonly record struct ApiResponse<T>(T Value, Response Response);
