using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Control;

/// <summary>Reads the fault in a request, and rejects properties that the kind of the fault does not support.</summary>
internal static class FaultReader
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly string[] Common = ["kind", "method", "path", "times", "probability", "seed"];

    public static string GetName(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static Fault Read(JsonObject json)
    {
        FaultKind kind = ReadKind(json);
        var body = new RequestBody(json, [.. Common, .. Specific(kind)]);
        double probability = body.Number("probability") ?? 1;
        Require(probability is >= 0 and <= 1, "probability", "from 0 to 1");
        int times = Integer(body, "times", 0, int.MaxValue) ?? 1;
        return new Fault
        {
            Kind = kind,
            Method = body.Text("method"),
            Path = ReadPath(body),
            Times = times == 0 ? null : times,
            Probability = probability,
            Seed = Integer(body, "seed", int.MinValue, int.MaxValue),
            Status = ReadStatus(body, kind),
            Code = body.Text("code"),
            Message = body.Text("message"),
            Headers = ReadHeaders(body),
            Body = body.Text("body"),
            ContentType = body.Text("contentType"),
            Delay = ReadDelay(body, kind),
            AfterExecution = body.Flag("afterExecution") ?? false,
        };
    }

    private static string[] Specific(FaultKind kind) => kind switch
    {
        FaultKind.Status => ["status", "code", "message", "retryAfter", "headers", "body", "contentType"],
        FaultKind.Delay => ["delaySeconds"],
        FaultKind.Reset => ["afterExecution"],
        FaultKind.Malformed => ["headers", "body", "contentType"],
        _ => [],
    };

    private static FaultKind ReadKind(JsonObject json)
    {
        string? name = json["kind"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        FaultKind[] found = [.. Enum.GetValues<FaultKind>().Where(kind => GetName(kind) == name)];
        return found is [FaultKind only]
            ? only
            : throw ServiceException.InvalidInput($"The kind must be one of: {string.Join(", ", Enum.GetValues<FaultKind>().Select(GetName))}.", "kind");
    }

    private static Regex? ReadPath(RequestBody body)
    {
        if (body.Text("path") is not { } pattern)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            throw ServiceException.InvalidInput($"The path is not a regular expression: {exception.Message}", "path");
        }
    }

    private static int ReadStatus(RequestBody body, FaultKind kind)
    {
        int? status = Integer(body, "status", 200, 599);
        Require(status is not null || kind != FaultKind.Status, "status", "specified for this kind");
        return status ?? StatusCodes.Status200OK;
    }

    private static TimeSpan ReadDelay(RequestBody body, FaultKind kind)
    {
        double? seconds = body.Number("delaySeconds");
        Require(seconds is not null || kind != FaultKind.Delay, "delaySeconds", "specified for this kind");
        Require(seconds is null or >= 0 and <= 86_400, "delaySeconds", "from 0 to 86400");
        return TimeSpan.FromSeconds(seconds ?? 0);
    }

    private static Dictionary<string, string> ReadHeaders(RequestBody body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? value) in body.Map("headers") ?? [])
        {
            Require(value?.GetValueKind() == JsonValueKind.String, "headers", "an object of strings");
            headers[name] = value!.GetValue<string>();
        }

        if (body.Text("retryAfter") is { } retryAfter)
        {
            headers["Retry-After"] = retryAfter;
        }

        return headers;
    }

    private static int? Integer(RequestBody body, string name, int min, int max)
    {
        double? number = body.Number(name);
        Require(number is null || (double.IsInteger(number.Value) && number >= min && number <= max), name, $"a whole number from {min} to {max}");
        return (int?)number;
    }

    private static void Require(bool condition, string name, string expected)
    {
        if (!condition)
        {
            throw ServiceException.InvalidInput($"The property '{name}' must be {expected}.", name);
        }
    }
}
