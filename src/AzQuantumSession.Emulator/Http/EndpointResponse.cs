namespace AzQuantumSession.Emulator.Http;

/// <summary>The response of an operation.</summary>
internal sealed record EndpointResponse(int Status, JsonNode? Body)
{
    public static EndpointResponse Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    public static EndpointResponse Created(JsonNode body) => new(StatusCodes.Status201Created, body);

    /// <summary>Returns a page of a list. The last page has no next page: its <c>nextLink</c> is null (docs/service.md, section 2.5).</summary>
    public static EndpointResponse Page(IEnumerable<JsonNode> items, string? nextLink = null) =>
        Ok(new JsonObject { ["value"] = Json.ToArray(items), ["nextLink"] = nextLink });

    public static EndpointResponse NoContent { get; } = new(StatusCodes.Status204NoContent, null);

    public static EndpointResponse Error(int status, string code, string message, string? target = null) => new(
        status,
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message }.AddIfNotNull("target", target) });

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Body is null)
        {
            return;
        }

        byte[] bytes = Json.ToBytes(Body);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
