using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AzQuantumSession.Emulator.Control;

/// <summary>What the emulator was asked, without the secrets, and what it answered.</summary>
internal sealed partial class LoggedRequest(HttpRequest request)
{
    /// <summary>The status of a request whose client saw no answer.</summary>
    public const int NoAnswer = 0;

    private readonly string _method = request.Method;
    private readonly string _path = request.Path.ToUriComponent();
    private readonly string _query = Secret().Replace(request.QueryString.ToUriComponent(), "$1REDACTED");

    // Null while it is still being answered.
    private int? _status;

    /// <summary>The first to say how it ended is right.</summary>
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
