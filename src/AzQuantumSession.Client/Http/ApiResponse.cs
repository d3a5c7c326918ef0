using Azure;

namespace AzQuantumSession.Client.Http;

/// <summary>A response of the service with its deserialized body.</summary>
/// <param name="Value">The deserialized body.</param>
/// <param name="Response">The response.</param>
internal readonly record struct ApiResponse<T>(T Value, Response Response);
