using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Http;

/// <summary>One request for an operation, at one instant.</summary>
internal sealed class Call(HttpRequest request, RequestQuery query, string apiVersion, JsonObject? body, DateTimeOffset now)
{
    public RequestQuery Query { get; } = query;

    public string ApiVersion { get; } = apiVersion;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Where the client reached the emulator; every address in an answer begins so.</summary>
    public string Origin { get; } = $"{request.Scheme}://{request.Host}";

    /// <summary>The address of the request without its query.</summary>
    public string Address => $"{Origin}{request.Path.ToUriComponent()}";

    public RequestBody Body(params ReadOnlySpan<string> known) => new(body!, known);

    public string Route(string name) => (string)request.RouteValues[name]!;

    /// <summary>The id in the path of a resource that is to be made.</summary>
    public Guid RequireId(string name) =>
        TryId(name) ?? throw ServiceException.InvalidInput($"'{Route(name)}' is not a valid id: ids are GUIDs.", name);

    /// <summary>The id in the path; no resource has an id that is not a GUID.</summary>
    public Guid? TryId(string name) => Guid.TryParseExact(Route(name), "D", out Guid id) ? id : null;
}
