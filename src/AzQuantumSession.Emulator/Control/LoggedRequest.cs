using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Control;

/// <summary>A request without its secrets, and the status of its response.</summary>
internal sealed partial class LoggedRequest(HttpRequest request)
{
    /// <summary>The status of a request without a response.</summary>
    public const int NoAnswer = 0;

    private readonly string _method = request.Method;
    private readonly string _path = request.Path.ToUriComponent();
    private readonly string _query = Secret().Replace(request.QueryString.ToUriComponent(), "$1REDACTED");

    // Null until the request has ended.
    private int? _status;

    /// <summary>Records the status of the request. Only the first call has an effect.</summary>
    public void End(int status) => _status ??= status;

    public JsonObject Write() => new()
    {
        ["method"] = _method,
        ["path"] = _path,
        ["query"] = _query,
        ["status"] = _status,
    };

    [GeneratedRegex("([?&][^=&]*(?:sig|token|key)[^=&]*=)[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
