using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

/// <summary>The faults between a client and the service: slow, repeated, and interrupted requests, and servers whose clocks differ.</summary>
public sealed class ProxyFaultTests : EmulatorTests
{
    [Fact]
    public async Task Drip_fault_sends_the_whole_body_in_pieces()
    {
        HttpResult expected = await Workspace.GetAsync("sessions");
        await Workspace.AddFaultAsync("""{"kind":"drip","delaySeconds":0.001,"pieceSize":4}""");
        HttpResult response = await Workspace.GetAsync("sessions");
        Assert.Equal((HttpStatusCode.OK, expected.Text), (response.Status, response.Text));
    }

    [Fact]
    public async Task Drip_fault_sends_the_headers_at_once_and_ends_when_the_client_disconnects()
    {
        var session = Guid.NewGuid();
        await Workspace.AddFaultAsync("""{"kind":"drip","method":"PUT","delaySeconds":3600}""");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Workspace.Path}/sessions/{session}?{TestWorkspace.ApiVersion}")
        {
            Content = new StringContent(TestWorkspace.SessionBody(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        using HttpResponseMessage response = await Workspace.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync($"sessions/{session}")).Status);

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<string> body = response.Content.ReadAsStringAsync(cancellation.Token);
        Assert.False(body.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => body);
    }

    [Fact]
    public async Task Duplicate_fault_returns_the_response_to_the_second_execution()
    {
        await Workspace.OpenAsync(Guid.NewGuid());
        Guid session = Guid.Parse((string)(await Workspace.GetAsync("sessions")).Items.Single()!["id"]!);
        await Workspace.AddFaultAsync("""{"kind":"duplicate","method":"POST"}""");
        HttpResult second = await Workspace.CloseAsync(session);
        Assert.Equal("InvalidSessionState", second.RequireError(HttpStatusCode.BadRequest));
        Assert.Single(second.Headers["x-ms-request-id"].Split(','));
        Assert.Equal("Succeeded", await Workspace.SessionStatusAsync(session));
    }

    [Fact]
    public async Task Duplicate_fault_repeats_the_body_of_the_request()
    {
        var session = Guid.NewGuid();
        await Workspace.AddFaultAsync("""{"kind":"duplicate","method":"PUT","times":0}""");
        await Workspace.OpenAsync(session);
        HttpResult job = await Workspace.SubmitAsync(session);
        Assert.Equal(HttpStatusCode.OK, job.Status);
        Assert.Equal((string)job.Json["id"]!, (string)(await Workspace.GetAsync($"sessions/{session}/jobs")).Items.Single()!["id"]!);
    }

    [Fact]
    public async Task Handshake_fault_resets_only_new_connections()
    {
        await Workspace.AddFaultAsync("""{"kind":"handshake","times":2}""");
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("sessions")).Status);
        using var other = new HttpClient { BaseAddress = Workspace.Server.Endpoint };
        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => other.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        }

        using HttpResponseMessage third = await other.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, third.StatusCode);
        Assert.Equal(["200", "404"], (await Workspace.GetAsync("/emulator/requests")).Items.Select(request => request!["status"]!.ToString()));
    }

    [Fact]
    public async Task Handshake_fault_does_not_affect_requests_to_the_emulator_itself()
    {
        await Workspace.AddFaultAsync("""{"kind":"handshake","times":0}""");
        using var other = new HttpClient { BaseAddress = Workspace.Server.Endpoint };
        using HttpResponseMessage response = await other.GetAsync(new Uri("/emulator/faults", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600.5)]
    public async Task Skew_fault_shifts_the_date_and_the_times_of_one_response(double seconds)
    {
        var session = Guid.NewGuid();
        JsonObject opened = await Workspace.OpenAsync(session);
        await Workspace.SubmitAsync(session);
        await Workspace.AddFaultAsync(new JsonObject { ["kind"] = "skew", ["skewSeconds"] = seconds }.ToJsonString());
        HttpResult skewed = await Workspace.GetAsync($"sessions/{session}");
        Assert.Equal(ReadTime(opened).AddSeconds(seconds), ReadTime(skewed.Json));
        Assert.Equal(seconds, (DateTimeOffset.Parse(skewed.Headers["Date"], CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).TotalSeconds, tolerance: 200);
        Assert.Equal(ReadTime(opened), ReadTime(await Workspace.SessionAsync(session)));
    }

    [Fact]
    public async Task Skew_fault_keeps_the_form_of_times_and_the_signatures()
    {
        JsonObject job = (await Workspace.SubmitAsync(null)).Json;
        await Workspace.AdvanceAsync(10);
        await Workspace.AddFaultAsync("""{"kind":"skew","skewSeconds":60}""");
        JsonObject skewed = await Workspace.JobAsync(Guid.Parse((string)job["id"]!));
        Assert.Equal(ReadTime(job).AddSeconds(60), ReadTime(skewed));
        Assert.EndsWith("+00:00", (string)skewed["creationTime"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync((string)skewed["outputDataUri"]!)).Status);
    }

    [Theory]
    [InlineData("""{"kind":"drip"}""")]
    [InlineData("""{"kind":"drip","delaySeconds":1,"pieceSize":0}""")]
    [InlineData("""{"kind":"delay","delaySeconds":1,"pieceSize":1}""")]
    [InlineData("""{"kind":"duplicate","delaySeconds":1}""")]
    [InlineData("""{"kind":"handshake","path":"/jobs"}""")]
    [InlineData("""{"kind":"handshake","method":"GET"}""")]
    [InlineData("""{"kind":"handshake","afterExecution":true}""")]
    [InlineData("""{"kind":"skew"}""")]
    [InlineData("""{"kind":"skew","skewSeconds":1e9}""")]
    [InlineData("""{"kind":"truncate","skewSeconds":1}""")]
    public async Task Post_rejects_an_invalid_fault(string fault)
    {
        (await Workspace.SendAsync(HttpMethod.Post, "/emulator/faults", fault)).RequireError(HttpStatusCode.BadRequest);
    }

    private static DateTimeOffset ReadTime(JsonObject item) => DateTimeOffset.Parse((string)item["creationTime"]!, CultureInfo.InvariantCulture);
}
