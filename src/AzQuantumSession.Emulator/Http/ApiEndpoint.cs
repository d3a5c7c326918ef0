namespace AzQuantumSession.Emulator.Http;

/// <summary>
/// One operation of the service: what it takes, all of it checked before it runs, and what it does. What it prepares takes
/// its time, and gives what is then done to the workspace, alone and at one instant.
/// </summary>
internal sealed record ApiEndpoint(string Method, string Path, Func<EndpointRequest, Task<Func<EndpointRequest, EndpointResponse>>> PrepareAsync)
{
    public ApiEndpoint(string method, string path, Func<EndpointRequest, EndpointResponse> run)
        : this(method, path, _ => Task.FromResult(run))
    {
    }

    public ApiSurface Plane { get; init; } = ApiSurface.Data;

    public BodyKind Body { get; init; } = BodyKind.None;

    /// <summary>The query parameters it knows besides api-version.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];
}
