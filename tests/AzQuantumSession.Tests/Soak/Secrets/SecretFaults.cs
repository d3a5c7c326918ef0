using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Soak.Secrets;

/// <summary>
/// Creates faults of the service that repeat a secret, in each place from which a text can come. The names, tags, and metadata of sessions and
/// jobs, properties that the module does not know, results, and files are not such places: they are data, which the module returns as it is.
/// </summary>
internal static class SecretFaults
{
    /// <summary>Creates a random fault, or returns null for no fault.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="secret">The secret to repeat.</param>
    public static JsonObject? Create(Random random, string secret)
    {
        string shown = random.Next(5) switch
        {
            0 => Uri.EscapeDataString(secret),
            1 => $"'{secret}'",
            2 => $"Bearer {secret}",
            3 => $"x?api-key={secret}&b=c",
            _ => secret,
        };
        string error = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = random.Next(2) == 0 ? shown : "Denied",
                ["message"] = $"The request with {shown} failed.",
                ["target"] = shown,
                ["details"] = new JsonArray(new JsonObject { ["code"] = shown, ["message"] = shown }),
                ["innererror"] = new JsonObject { ["code"] = shown },
            },
        }.ToJsonString();
        JsonObject? fault = random.Next(12) switch
        {
            0 => null,
            1 or 2 => Create("status", error, status: Pick(random, [400, 401, 403, 404, 409, 412, 429, 500, 503])),
            3 => Create("status", $"<html><title>{shown}</title><body>x-ms-quantum-api-key: {secret}</body></html>", "text/html", Pick(random, [401, 403, 502])),
            4 => Create("status", $"{secret} was sent", "text/plain", Pick(random, [400, 407, 500])),
            5 => Create("malformed", Pick(random, [secret, $"\"{secret}\"", $"{{\"value\":\"{secret}\"}}", $"{{\"{secret}\":1}}", $"<{secret}>", $"{{\"id\":{secret}"])),
            6 => Create("malformed", $$"""{"sasUri":"https://user:{{secret}}@127.0.0.1:1/c?{{secret}}"}"""),
            7 => Create("malformed", $$$"""{"id":"s1","status":"Failed","errorData":{"code":"{{{secret}}}","message":"{{{secret}}}"}}"""),
            8 => Create("malformed", $$$"""{"value":[{"id":"s1","status":"Failed","errorData":{"message":"{{{secret}}}","details":[{"code":"{{{secret}}}"}]}}]}"""),
            9 => Create("malformed", $$"""{"value":[],"nextLink":"{{Pick(random, ["http://127.0.0.1:9/?key=", "", "http://["])}}{{secret}}"}"""),
            10 => Create("status", $"<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>Signature sig={secret} did not match.</Message></Error>", "application/xml", 403),
            _ => new JsonObject { ["kind"] = "reset", ["times"] = 1 },
        };
        if (fault is not null && fault["times"]!.GetValue<int>() == 0)
        {
            fault["headers"]!["x-ms-request-id"] = random.Next(2) == 0 ? secret : "srv-1";
            fault["probability"] = random.Next(2) == 0 ? 1 : 0.4;
            fault["seed"] = random.Next();

            // Results and files are data.
            fault["path"] = "^(?!.*/emulatorstorage/)";
        }

        return fault;
    }

    private static JsonObject Create(string kind, string body, string contentType = "application/json", int? status = null)
    {
        JsonObject fault = new()
        {
            ["kind"] = kind,
            ["times"] = 0,
            ["body"] = body,
            ["contentType"] = contentType,
            ["headers"] = new JsonObject { ["retry-after-ms"] = "1" },
        };
        if (status is { } value)
        {
            fault["status"] = value;
        }

        return fault;
    }

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
