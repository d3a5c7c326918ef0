namespace AzQuantumSession.Emulator.Http;

/// <summary>A validated request for an operation.</summary>
internal sealed record EndpointRequest(HttpRequest Request, string ApiVersion, JsonObject? Json)
{
    /// <summary>The time at which the operation runs. It is not set during the preparation.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The scheme, host, and port that the client used. The URIs in responses start with it.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    /// <summary>The URI of the request without its query.</summary>
    public string Address => $"{Origin}{Request.Path.ToUriComponent()}";

    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public RequestBody Body(params ReadOnlySpan<string> known) => new(Json!, known);

    public string? Query(string name) => Request.Query[name];

    public string Route(string name) => (string)Request.RouteValues[name]!;

    /// <summary>Returns the id of a new resource in the path, or throws if it is not a GUID.</summary>
    public Guid RequireId(string name) =>
        TryId(name) ?? throw ServiceException.InvalidInput($"'{Route(name)}' is not a valid id: ids are GUIDs.", name);

    /// <summary>Returns the id in the path, or null if it is not a GUID. No resource has such an id.</summary>
    public Guid? TryId(string name) => Guid.TryParseExact(Route(name), "D", out Guid id) ? id : null;
}
