using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>A response with its content.</summary>
internal sealed record HttpResult(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public JsonObject Json => JsonNode.Parse(Content)!.AsObject();

    /// <summary>The status of the session or job in the response.</summary>
    public string ItemStatus => (string)Json["status"]!;

    public JsonArray Items => Json["value"]!.AsArray();

    public IEnumerable<string> Names => Items.Select(item => (string)item!["name"]!);

    /// <summary>Asserts that the response is an error in the format of the service, and returns the error code.</summary>
    public string RequireError(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        JsonNode error = Json["error"]!;
        Assert.NotEmpty((string)error["message"]!);
        return (string)error["code"]!;
    }
}
