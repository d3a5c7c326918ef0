using System.Collections.Concurrent;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Control;

/// <summary>The endpoints that tests use to inject faults, to control the clock, and to list requests. Faults do not affect these endpoints, and the request history does not contain them.</summary>
internal sealed class ControlEndpoints(ConcurrentQueue<Fault> faults, ConcurrentQueue<LoggedRequest> requests, EmulatorClock clock)
{
    public const string Prefix = "/emulator";
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(36_525);

    /// <summary>Returns whether an emulator responds on a port of this machine.</summary>
    public static async Task<bool> RespondsAsync(int port)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{Prefix}/clock"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Post, "faults", AddFault);
        Map(routes, HttpMethods.Get, "faults", _ => List(faults.Select(fault => fault.Write())));
        Map(routes, HttpMethods.Delete, "faults", _ => Clear(faults));
        Map(routes, HttpMethods.Get, "requests", _ => List(requests.Select(request => request.Write())));
        Map(routes, HttpMethods.Delete, "requests", _ => Clear(requests));
        Map(routes, HttpMethods.Post, "clock", MoveClock);
        Map(routes, HttpMethods.Get, "clock", _ => WriteClock());
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string name, Func<JsonObject?, EndpointResponse> run)
    {
        BodyKind body = method == HttpMethods.Post ? BodyKind.Json : BodyKind.None;
        routes.MapMethods($"{Prefix}/{name}", [method], async context =>
            await run(await RequestBody.ReadAsync(context.Request, body)).WriteAsync(context.Response));
    }

    private EndpointResponse AddFault(JsonObject? json)
    {
        var fault = new Fault(json!);
        EndpointResponse response = EndpointResponse.Created(fault.Write());
        faults.Enqueue(fault);
        return response;
    }

    private EndpointResponse MoveClock(JsonObject? json)
    {
        var body = new RequestBody(json!, "advanceSeconds", "advance", "frozen");
        TimeSpan advance = ReadAdvance(body);
        if (body.Flag("frozen") is { } frozen)
        {
            clock.SetFrozen(frozen);
        }

        clock.Advance(advance);
        return WriteClock();
    }

    private static TimeSpan ReadAdvance(RequestBody body)
    {
        double seconds = body.Number("advanceSeconds") ?? 0;
        TimeSpan advance = TimeSpan.Zero;
        if ((body.Text("advance") is { } text && !TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out advance))
            || seconds < 0 || seconds > MaxAdvance.TotalSeconds || advance < TimeSpan.Zero || advance > MaxAdvance)
        {
            throw ServiceException.InvalidInput("The clock advances by a duration such as 600 (advanceSeconds) or \"00:10:00\" (advance), which cannot be negative.");
        }

        return advance + TimeSpan.FromSeconds(seconds);
    }

    private EndpointResponse WriteClock() =>
        EndpointResponse.Ok(new JsonObject { ["now"] = Json.TimeWithZ(clock.GetUtcNow()), ["frozen"] = clock.IsFrozen });

    private static EndpointResponse List(IEnumerable<JsonNode> items) => EndpointResponse.Ok(new JsonObject { ["value"] = Json.ToArray(items) });

    private static EndpointResponse Clear<T>(ConcurrentQueue<T> items)
    {
        items.Clear();
        return EndpointResponse.NoContent;
    }
}
