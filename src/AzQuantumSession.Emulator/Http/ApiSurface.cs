namespace AzQuantumSession.Emulator.Http;

/// <summary>An API that the emulator provides on its port, with its versions and credentials.</summary>
internal sealed record ApiSurface(IReadOnlyList<string> ApiVersions, bool AcceptsApiKey)
{
    public static ApiSurface Data { get; } = new(["2026-01-15-preview", "2025-12-01-preview"], AcceptsApiKey: true);

    public static ApiSurface Workspaces { get; } = new(["2025-12-15-preview"], AcceptsApiKey: false);

    public static ApiSurface ResourceGraph { get; } = new(["2021-03-01"], AcceptsApiKey: false);
}
