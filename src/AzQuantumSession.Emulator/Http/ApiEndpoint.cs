namespace AzQuantumSession.Emulator.Http;

/// <summary>
/// An operation of the service: the valid form of its request, and its implementation. <see cref="PrepareAsync"/> runs without
/// the lock of the workspace, and returns the function that runs with the lock, at a single instant.
/// </summary>
internal sealed record ApiEndpoint(string Method, string Path, Func<EndpointRequest, Task<Func<EndpointRequest, EndpointResponse>>> PrepareAsync)
{
    public ApiEndpoint(string method, string path, Func<EndpointRequest, EndpointResponse> run)
        : this(method, path, _ => Task.FromResult(run))
    {
    }

    public ApiSurface Plane { get; init; } = ApiSurface.Data;

    public BodyKind Body { get; init; } = BodyKind.None;

    /// <summary>The supported query parameters, in addition to api-version.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];
}
