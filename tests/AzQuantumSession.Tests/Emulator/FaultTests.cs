using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzQuantumSession.Tests.Emulator;

public sealed class FaultTests : EmulatorTests
{
    [Fact]
    public async Task Status_fault_applies_the_given_number_of_times_with_its_headers()
    {
        await Workspace.AddFaultAsync("""{"kind":"status","method":"get","path":"/SESSIONS\\?","status":429,"code":"TooManyRequests","message":"slow","retryAfter":"2","headers":{"retry-after-ms":"10"},"times":2}""");
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("providerStatus")).Status);
        for (int i = 0; i < 2; i++)
        {
            HttpResult response = await Workspace.GetAsync("sessions");
            Assert.Equal("TooManyRequests", response.RequireError(HttpStatusCode.TooManyRequests));
            Assert.Equal(("2", "10"), (response.Headers["Retry-After"], response.Headers["retry-after-ms"]));
        }

        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("sessions")).Status);
        Assert.Equal(0, (int)(await Workspace.GetAsync("/emulator/faults")).Items.Single()!["remaining"]!);
    }

    [Fact]
    public async Task Status_fault_can_send_a_claims_challenge()
    {
        const string Challenge = "Bearer authorization_uri=\"https://login.example/common\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"";
        await Workspace.AddFaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = 401,
            ["code"] = "Unauthorized",
            ["headers"] = new JsonObject { ["WWW-Authenticate"] = Challenge },
        }.ToJsonString());
        HttpResult challenged = await Workspace.GetAsync("sessions");
        Assert.Equal("Unauthorized", challenged.RequireError(HttpStatusCode.Unauthorized));
        Assert.Equal(Challenge, challenged.Headers["WWW-Authenticate"]);
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("sessions")).Status);
    }

    [Fact]
    public async Task Status_fault_can_send_any_body()
    {
        await Workspace.AddFaultAsync("""{"kind":"status","status":502,"body":"<html>","contentType":"text/html","times":0}""");
        HttpResult first = await Workspace.GetAsync("sessions");
        Assert.Equal((HttpStatusCode.BadGateway, "<html>", "text/html"), (first.Status, first.Text, first.Headers["Content-Type"]));
        Assert.Equal(HttpStatusCode.BadGateway, (await Workspace.GetAsync("providerStatus")).Status);
        await Workspace.DeleteAsync("/emulator/faults");
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("providerStatus")).Status);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.NotFound)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Reset_fault_applies_before_or_after_the_execution(bool afterExecution, HttpStatusCode expected)
    {
        var session = Guid.NewGuid();
        await Workspace.AddFaultAsync(new JsonObject { ["kind"] = "reset", ["method"] = "PUT", ["afterExecution"] = afterExecution }.ToJsonString());
        await Assert.ThrowsAsync<HttpRequestException>(() => Workspace.OpenAsync(session));
        Assert.Equal(expected, (await Workspace.GetAsync($"sessions/{session}")).Status);
        Assert.Equal(0, (int)(await Workspace.GetAsync("/emulator/requests")).Items[0]!["status"]!);
    }

    [Fact]
    public async Task Reset_fault_on_a_reused_connection_applies_once()
    {
        await Workspace.GetAsync("sessions");
        await Workspace.AddFaultAsync("""{"kind":"reset"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => Workspace.GetAsync("sessions"));
        Assert.Equal(["200", "0"], (await Workspace.GetAsync("/emulator/requests")).Items.Select(request => request!["status"]!.ToString()));
    }

    [Fact]
    public async Task Truncate_fault_interrupts_the_response()
    {
        await Workspace.AddFaultAsync("""{"kind":"truncate"}""");
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => Workspace.GetAsync("sessions"));
        Assert.True(exception is HttpRequestException or IOException, exception.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("sessions")).Status);
    }

    [Fact]
    public async Task Malformed_fault_returns_invalid_JSON()
    {
        await Workspace.AddFaultAsync("""{"kind":"malformed"}""");
        HttpResult response = await Workspace.GetAsync("sessions");
        Assert.Equal(HttpStatusCode.OK, response.Status);
        Assert.ThrowsAny<JsonException>(() => response.Json);
    }

    [Fact]
    public async Task Delay_fault_delays_a_request_and_a_cancelled_request_is_not_executed()
    {
        await Workspace.AddFaultAsync("""{"kind":"delay","delaySeconds":0.01}""");
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync("sessions")).Status);

        await Workspace.AddFaultAsync("""{"kind":"delay","delaySeconds":3600}""");
        var session = Guid.NewGuid();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var content = new StringContent(TestWorkspace.SessionBody(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        Task<HttpResponseMessage> delayed = Workspace.Http.PutAsync($"{Workspace.Path}/sessions/{session}?{TestWorkspace.ApiVersion}", content, cancellation.Token);
        await UntilAsync(async () => (await Workspace.GetAsync("/emulator/requests")).Items.Count == 2);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delayed);
        await UntilAsync(async () => (await Workspace.GetAsync("/emulator/requests")).Items[1]!["status"] is not null);
        Assert.Equal(0, (int)(await Workspace.GetAsync("/emulator/requests")).Items[1]!["status"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await Workspace.GetAsync($"sessions/{session}")).Status);
    }

    [Fact]
    public async Task Probability_with_the_same_seed_selects_the_same_requests()
    {
        const string Fault = """{"kind":"status","status":503,"times":0,"probability":0.5,"seed":7}""";
        var runs = new List<string>();
        for (int run = 0; run < 2; run++)
        {
            await using TestWorkspace workspace = await TestWorkspace.StartAsync();
            await workspace.AddFaultAsync(Fault);
            var statuses = new List<int>();
            for (int i = 0; i < 20; i++)
            {
                statuses.Add((int)(await workspace.GetAsync("providerStatus")).Status);
            }

            Assert.Contains(503, statuses);
            Assert.Contains(200, statuses);
            runs.Add(string.Join(',', statuses));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"explode"}""")]
    [InlineData("""{"kind":"Status","status":503}""")]
    [InlineData("""{"kind":"status"}""")]
    [InlineData("""{"kind":"status","status":99}""")]
    [InlineData("""{"kind":"status","status":503,"colour":"red"}""")]
    [InlineData("""{"kind":"status","status":503,"path":"("}""")]
    [InlineData("""{"kind":"status","status":503,"times":-1}""")]
    [InlineData("""{"kind":"status","status":503,"probability":2}""")]
    [InlineData("""{"kind":"status","status":503,"headers":{"a":1}}""")]
    [InlineData("""{"kind":"delay"}""")]
    [InlineData("""{"kind":"reset","status":503}""")]
    public async Task Post_rejects_an_invalid_fault(string fault)
    {
        (await Workspace.SendAsync(HttpMethod.Post, "/emulator/faults", fault)).RequireError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Request_history_is_ordered_and_contains_no_secrets_or_control_requests()
    {
        await Workspace.SubmitAsync(null);
        await Workspace.GetAsync("sessions?top=0&token=mysecret");
        HttpResult log = await Workspace.GetAsync("/emulator/requests");
        Assert.Equal(
            ["POST 200", "PUT 201", "PUT 200", "GET 400"],
            log.Items.Select(request => $"{request!["method"]} {request["status"]}"));
        Assert.Contains("sig=REDACTED", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mysecret", log.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("sig=(?!REDACTED)", log.Text);
        Assert.DoesNotContain(Workspace.Server.ApiKey, log.Text, StringComparison.Ordinal);
        await Workspace.DeleteAsync("/emulator/requests");
        Assert.Empty((await Workspace.GetAsync("/emulator/requests")).Items);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
