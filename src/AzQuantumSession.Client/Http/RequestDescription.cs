namespace AzQuantumSession.Client.Http;

/// <summary>Describes a request in the error messages about it.</summary>
/// <param name="Action">The action as it appears after "to": <c>read session 'x'</c>.</param>
/// <param name="ResourceName">The resource that a 404 response refers to, as it starts a sentence: <c>Session 'x'</c>; null for the workspace.</param>
internal sealed record RequestDescription(string Action, string? ResourceName = null);
