using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Client.Replay;

/// <summary>A request, and the response of the service. The recordings in Data/Recordings have the form of recorded traffic, and invented values.</summary>
/// <param name="Name">The status of the session or job, or the situation.</param>
/// <param name="Request">The method, and the path below the workspace.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; null if there is none.</param>
/// <param name="Html">The body of a gateway; null if there is none.</param>
public sealed record Recording(string Name, string Request, int Status, JsonNode? Body, string? Html)
{
    public static string[] ApiVersions { get; } = ["2025-12-01-preview", "2026-01-15-preview"];

    public string Method => Request.Split(' ')[0];

    /// <summary>The path below the workspace, without the query.</summary>
    public string Path => Request.Split(' ')[1].Split('?')[0];

    /// <summary>The query that distinguishes the request from others with the same path, or an empty string.</summary>
    public string Query => Request.Contains('?', StringComparison.Ordinal) ? Request.Split('?')[1] : "";

    /// <summary>The id of the session or job in the path.</summary>
    public string Id => Path.Split('/', ':')[1];

    /// <summary>The items of a page.</summary>
    public IReadOnlyList<JsonObject> Items => [.. Body!["value"]!.AsArray().Select(item => item!.AsObject())];

    public static IReadOnlyList<Recording> Read(string version, string file) => JsonSerializer.Deserialize<Recording[]>(
        File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "Recordings", version, $"{file}.json")), JsonSerializerOptions.Web)!;

    /// <summary>Returns the recording with a name. If several requests have the name, it is the first.</summary>
    public static Recording Find(string version, string file, string name) => Read(version, file).First(recording => recording.Name == name);

    /// <summary>Returns the versions, with the names of the recordings in a file of each version.</summary>
    public static TheoryData<string, string> Names(string file, Predicate<Recording> condition)
    {
        var names = new TheoryData<string, string>();
        foreach (string version in ApiVersions)
        {
            names.AddRange(Read(version, file).Where(recording => condition(recording)).Select(recording => (version, recording.Name)));
        }

        return names;
    }
}
