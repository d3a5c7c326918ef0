namespace AzQuantumSession.Emulator.Http;

/// <summary>One operation of the service: what it takes, all of it checked before it runs, and what it does.</summary>
internal sealed record Operation(string Method, string Path, Func<Call, Reply> Run)
{
    public Plane Plane { get; init; } = Plane.Data;

    public BodyKind Body { get; init; } = BodyKind.None;

    /// <summary>The query parameters it knows besides api-version.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];
}
