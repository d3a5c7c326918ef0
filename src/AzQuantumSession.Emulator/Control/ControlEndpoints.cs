using System.Globalization;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;
using AzQuantumSession.Emulator.Time;

namespace AzQuantumSession.Emulator.Control;

/// <summary>The endpoints that tests use to inject faults, to control the clock, and to list requests. Faults do not affect these endpoints, and the request history does not contain them.</summary>
internal sealed class ControlEndpoints(FaultList faults, RequestHistory requests, EmulatorClock clock)
{
    public const string Prefix = "/emulator";
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(36_525);

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Post, "faults", AddFaultAsync);
        Map(routes, HttpMethods.Get, "faults", _ => Done(EndpointResponse.Ok(List(faults.Select(fault => fault.Write())))));
        Map(routes, HttpMethods.Delete, "faults", _ => Done(Clear(faults.Clear)));
        Map(routes, HttpMethods.Get, "requests", _ => Done(EndpointResponse.Ok(List(requests.Select(request => request.Write())))));
        Map(routes, HttpMethods.Delete, "requests", _ => Done(Clear(requests.Clear)));
        Map(routes, HttpMethods.Post, "clock", MoveClockAsync);
        Map(routes, HttpMethods.Get, "clock", _ => Done(EndpointResponse.Ok(WriteClock())));
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string name, Func<HttpRequest, Task<EndpointResponse>> run) =>
        routes.MapMethods($"{Prefix}/{name}", [method], async context => await (await run(context.Request)).WriteAsync(context.Response));

    private async Task<EndpointResponse> AddFaultAsync(HttpRequest request)
    {
        Fault fault = FaultReader.Read((await BodyReader.ReadAsync(request, BodyKind.Json))!);
        JsonObject written = fault.Write();
        faults.Add(fault);
        return EndpointResponse.Created(written);
    }

    private async Task<EndpointResponse> MoveClockAsync(HttpRequest request)
    {
        var body = new RequestBody((await BodyReader.ReadAsync(request, BodyKind.Json))!, "advanceSeconds", "advance", "frozen");
        TimeSpan advance = ReadAdvance(body);
        if (body.Flag("frozen") is { } frozen)
        {
            clock.SetFrozen(frozen);
        }

        clock.Advance(advance);
        return EndpointResponse.Ok(WriteClock());
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

    private JsonObject WriteClock() => new() { ["now"] = Timestamps.WithZ(clock.GetUtcNow()), ["frozen"] = clock.IsFrozen };

    private static JsonObject List(IEnumerable<JsonNode> items) => new() { ["value"] = Json.ToArray(items) };

    private static EndpointResponse Clear(Action clear)
    {
        clear();
        return EndpointResponse.NoContent;
    }

    private static Task<EndpointResponse> Done(EndpointResponse response) => Task.FromResult(response);
}
