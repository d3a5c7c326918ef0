namespace AzQuantumSession.Client.Http;

/// <summary>What a request is for, in the words that its errors need.</summary>
/// <param name="Action">What is being done, after "to": <c>read session 'x'</c>.</param>
/// <param name="ResourceName">What a 404 is about, as the beginning of a sentence: <c>Session 'x'</c>; null for the workspace.</param>
internal sealed record RequestDescription(string Action, string? ResourceName = null);
