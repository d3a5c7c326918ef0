using System.Globalization;
using System.Text.Json.Nodes;
using AzQuantumSession.Tests.Emulator;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>The faults of a round: up to four kinds, which together affect up to half of the requests.</summary>
internal sealed class FaultPlan
{
    // The emulator counts down from here, so the difference is the number of occurrences.
    private const int Times = int.MaxValue;

    private static readonly double[] Probabilities = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

    // The default of the client is 4. With fewer retries, more requests fail.
    private static readonly int[] RetryCounts = [0, 0, 1, 2, 4];

    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(0.4);

    private static readonly (string Name, string Fault)[] Kinds =
    [
        .. new[] { 408, 429, 500, 502, 503, 504 }.Select(status => ($"status {status}", $$"""{"kind":"status","status":{{status}}}""")),
        ("status 429 with Retry-After", """{"kind":"status","status":429,"headers":{"retry-after-ms":"20"}}"""),
        ("status 502 of a gateway", """{"kind":"status","status":502,"body":"<html><h1>Bad Gateway</h1></html>"}"""),
        ("delay", """{"kind":"delay","delaySeconds":0.05}"""),
        ("no answer", """{"kind":"delay","delaySeconds":60}"""),
        ("reset", """{"kind":"reset"}"""),
        ("answer lost", """{"kind":"reset","afterExecution":true}"""),
        ("truncated", """{"kind":"truncate"}"""),
        ("no JSON", """{"kind":"malformed"}"""),
        ("other JSON", """{"kind":"malformed","body":"{}"}"""),
        ("other content type", """{"kind":"malformed","body":"<html>Sign in</html>","contentType":"text/html"}"""),
        ("drip", """{"kind":"drip","delaySeconds":0.002,"pieceSize":100}"""),
        ("endless drip", """{"kind":"drip","delaySeconds":1,"pieceSize":10}"""),
        ("duplicate", """{"kind":"duplicate"}"""),
        ("handshake", """{"kind":"handshake"}"""),
        ("status 503 that closes the connection", """{"kind":"status","status":503,"headers":{"Connection":"close"}}"""),
        ("clock ahead", """{"kind":"skew","skewSeconds":900}"""),
        ("clock behind", """{"kind":"skew","skewSeconds":-900}"""),
    ];

    private readonly List<(string Name, JsonObject Fault)> _faults = [];

    private FaultPlan(double probability, int retries)
    {
        Probability = probability;
        Retries = retries;
    }

    /// <summary>The share of requests that have a fault.</summary>
    public double Probability { get; }

    /// <summary>The maximum number of retries of a request.</summary>
    public int Retries { get; }

    /// <summary>The timeout of an attempt: short only if requests reach it, because a busy machine can be slow.</summary>
    public TimeSpan NetworkTimeout => _faults.Exists(fault => fault.Name is "no answer" or "endless drip") ? ShortTimeout : LongTimeout;

    public static FaultPlan Create(Random random)
    {
        double probability = Probabilities[random.Next(Probabilities.Length)];
        var plan = new FaultPlan(probability, RetryCounts[random.Next(RetryCounts.Length)]);
        (string Name, string Fault)[] chosen = probability == 0 ? [] : random.GetItems(Kinds, random.Next(1, 5)).Distinct().ToArray();
        foreach ((string name, string fault) in chosen)
        {
            JsonObject json = JsonNode.Parse(fault)!.AsObject();
            json["times"] = Times;
            json["seed"] = random.Next();

            // The first matching fault affects a request, so later faults see fewer requests.
            json["probability"] = probability / chosen.Length / (1 - (probability * plan._faults.Count / chosen.Length));
            plan._faults.Add((name, json));
        }

        return plan;
    }

    public async Task AddToAsync(TestWorkspace workspace)
    {
        foreach ((_, JsonObject fault) in _faults)
        {
            await workspace.AddFaultAsync(fault.ToJsonString());
        }
    }

    /// <summary>Removes the faults.</summary>
    /// <returns>How often each fault has occurred.</returns>
    public async Task<IEnumerable<(string Name, int Count)>> RemoveFromAsync(TestWorkspace workspace)
    {
        JsonArray items = (await workspace.GetAsync("/emulator/faults")).Items;
        await workspace.DeleteAsync("/emulator/faults");
        return _faults.Zip(items, (fault, item) => (fault.Name, Times - (int)item!["remaining"]!));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", _faults.Select(fault => fault.Name))} ({Probability:P0}), {Retries} retries");
}
