using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>A whole response.</summary>
internal sealed record HttpResult(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public JsonObject Json => JsonNode.Parse(Content)!.AsObject();

    public JsonArray Items => Json["value"]!.AsArray();

    public IEnumerable<string> Names => Items.Select(item => (string)item!["name"]!);

    /// <summary>Asserts that it is a refusal in the service's words, and gives its code.</summary>
    public string RequireError(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        JsonNode error = Json["error"]!;
        Assert.NotEmpty((string)error["message"]!);
        return (string)error["code"]!;
    }
}
