namespace AzQuantumSession.Client.Http;

/// <summary>What is known about the endpoint of a workspace, for the errors of its requests.</summary>
/// <param name="v2Endpoint">The endpoint to try if the workspace is of kind V2; null if the endpoint is known to be correct.</param>
/// <param name="problem">A sentence with the reason why the workspace may not respond; null if there is none.</param>
internal sealed class EndpointHint(Uri? v2Endpoint, string? problem)
{
    private bool _isConfirmed;

    /// <summary>The reason why the workspace may not respond, as the end of a message; empty if there is none.</summary>
    public string Problem { get; } = problem is null ? "" : $" {problem}";

    /// <summary>The advice for a 404 response, as the end of a message; empty if there is none.</summary>
    public string NotFoundAdvice => v2Endpoint is null || Volatile.Read(ref _isConfirmed)
        ? ""
        : $" If the workspace is of kind V2, connect with -Endpoint {v2Endpoint}";

    /// <summary>Records that the workspace responded at the endpoint.</summary>
    public void Confirm() => Volatile.Write(ref _isConfirmed, true);
}
