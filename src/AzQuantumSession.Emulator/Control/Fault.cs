using System.Text.Json;
using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Control;

/// <summary>A fault with the requests that it affects, and the number of times that it occurs.</summary>
internal sealed class Fault
{
    private const double MaxSeconds = 86_400;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Guid _id = Guid.NewGuid();
    private readonly double _probability;
    private readonly string? _method;
    private readonly Regex? _path;
    private readonly Random _random;

    // Null for no limit.
    private int? _remaining;

    /// <summary>Reads the fault in a request, and rejects properties that the kind of the fault does not support.</summary>
    public Fault(JsonObject json)
    {
        Kind = ReadKind(json);
        string[] specific = Kind switch
        {
            FaultKind.Status => ["status", "code", "message", "retryAfter", "headers", "body", "contentType"],
            FaultKind.Delay => ["delaySeconds"],
            FaultKind.Reset => ["afterExecution"],
            FaultKind.Malformed => ["headers", "body", "contentType"],
            FaultKind.Drip => ["delaySeconds", "pieceSize"],
            FaultKind.Skew => ["skewSeconds"],
            _ => [],
        };

        // A connection is reset before its request is known.
        string[] selection = Kind == FaultKind.Handshake ? [] : ["method", "path"];
        var body = new RequestBody(json, ["kind", "times", "probability", "seed", .. selection, .. specific]);
        _probability = body.Number("probability", 0, 1) ?? 1;
        int times = body.Integer("times", 0, int.MaxValue) ?? 1;
        _remaining = times == 0 ? null : times;
        _method = body.Text("method");
        _path = ReadPath(body);
        _random = body.Integer("seed", int.MinValue, int.MaxValue) is { } seed ? new Random(seed) : new Random();
        Status = body.Integer("status", 200, 599) ?? (Kind != FaultKind.Status ? StatusCodes.Status200OK : throw Missing("status"));
        Code = body.Text("code") ?? "InjectedFault";
        Message = body.Text("message") ?? "This fault was injected.";
        Headers = ReadHeaders(body);
        Body = body.Text("body");
        ContentType = body.Text("contentType");
        Delay = TimeSpan.FromSeconds(
            body.Number("delaySeconds", 0, MaxSeconds) ?? (Kind is FaultKind.Delay or FaultKind.Drip ? throw Missing("delaySeconds") : 0));
        PieceSize = body.Integer("pieceSize", 1, int.MaxValue) ?? 1;
        Skew = TimeSpan.FromSeconds(body.Number("skewSeconds", -MaxSeconds, MaxSeconds) ?? (Kind == FaultKind.Skew ? throw Missing("skewSeconds") : 0));
        AfterExecution = body.Flag("afterExecution") ?? false;
    }

    public FaultKind Kind { get; }

    public int Status { get; }

    public string Code { get; }

    public string Message { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string? Body { get; }

    public string? ContentType { get; }

    public TimeSpan Delay { get; }

    public bool AfterExecution { get; }

    /// <summary>The number of bytes that are sent between two delays.</summary>
    public int PieceSize { get; }

    public TimeSpan Skew { get; }

    /// <summary>Returns whether the fault affects a request, and counts the occurrence.</summary>
    public bool TryMatch(string method, string pathAndQuery) => Kind != FaultKind.Handshake && TryOccur(
        () => _method?.Equals(method, StringComparison.OrdinalIgnoreCase) != false && _path?.IsMatch(pathAndQuery) != false);

    /// <summary>Returns whether the fault affects a new connection, and counts the occurrence.</summary>
    public bool TryMatchConnection() => Kind == FaultKind.Handshake && TryOccur(() => true);

    public JsonObject Write()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["id"] = _id.ToString(),
                ["kind"] = GetName(Kind),
                ["method"] = _method,
                ["path"] = _path?.ToString(),
                ["remaining"] = _remaining,
                ["probability"] = _probability,
            };
        }
    }

    private bool TryOccur(Func<bool> isSelected)
    {
        lock (_lock)
        {
            if (_remaining == 0 || !isSelected() || _random.NextDouble() >= _probability)
            {
                return false;
            }

            _remaining--;
            return true;
        }
    }

    private static FaultKind ReadKind(JsonObject json)
    {
        string? name = json["kind"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        FaultKind[] kinds = Enum.GetValues<FaultKind>();
        int index = Array.FindIndex(kinds, kind => GetName(kind) == name);
        return index >= 0
            ? kinds[index]
            : throw ServiceException.InvalidInput($"The kind must be one of: {string.Join(", ", kinds.Select(GetName))}.", "kind");
    }

    private static string GetName(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static Regex? ReadPath(RequestBody body)
    {
        try
        {
            return body.Text("path") is { } pattern
                ? new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout)
                : null;
        }
        catch (ArgumentException exception)
        {
            throw ServiceException.InvalidInput($"The path is not a regular expression: {exception.Message}", "path");
        }
    }

    private static Dictionary<string, string> ReadHeaders(RequestBody body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? value) in body.Map("headers") ?? [])
        {
            headers[name] = value?.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : throw RequestBody.Invalid("headers", "an object of strings");
        }

        if (body.Text("retryAfter") is { } retryAfter)
        {
            headers["Retry-After"] = retryAfter;
        }

        return headers;
    }

    private static ServiceException Missing(string name) => RequestBody.Invalid(name, "specified for this kind");
}

/// <summary>The kinds of faults. README.md describes their effects.</summary>
internal enum FaultKind
{
    Status,
    Delay,
    Reset,
    Truncate,
    Malformed,
    Drip,
    Duplicate,
    Handshake,
    Skew,
}
