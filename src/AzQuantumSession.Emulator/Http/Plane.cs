namespace AzQuantumSession.Emulator.Http;

/// <summary>One of the two services that share the port: each has its own versions and credentials.</summary>
internal sealed record Plane(IReadOnlyList<string> ApiVersions, bool TakesKeys)
{
    public static Plane Data { get; } = new(["2026-01-15-preview", "2025-12-01-preview"], TakesKeys: true);

    public static Plane Workspaces { get; } = new(["2025-12-15-preview"], TakesKeys: false);

    public static Plane ResourceGraph { get; } = new(["2021-03-01"], TakesKeys: false);
}
