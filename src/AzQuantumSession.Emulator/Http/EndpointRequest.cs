using System.Text.Json.Nodes;

namespace AzQuantumSession.Emulator.Http;

/// <summary>One request for an operation.</summary>
internal sealed record EndpointRequest(HttpRequest Request, RequestQuery Query, string ApiVersion, JsonObject? Json)
{
    /// <summary>The instant at which it enters the workspace; it has none while it is prepared.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Where the client reached the emulator; every address in an answer begins so.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    /// <summary>The address of the request without its query.</summary>
    public string Address => $"{Origin}{Request.Path.ToUriComponent()}";

    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public RequestBody Body(params ReadOnlySpan<string> known) => new(Json!, known);

    public string Route(string name) => (string)Request.RouteValues[name]!;

    /// <summary>The id in the path of a resource that is to be made.</summary>
    public Guid RequireId(string name) =>
        TryId(name) ?? throw ServiceException.InvalidInput($"'{Route(name)}' is not a valid id: ids are GUIDs.", name);

    /// <summary>The id in the path; no resource has an id that is not a GUID.</summary>
    public Guid? TryId(string name) => Guid.TryParseExact(Route(name), "D", out Guid id) ? id : null;
}
