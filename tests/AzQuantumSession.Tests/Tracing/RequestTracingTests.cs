using System.Diagnostics;
using System.Diagnostics.Metrics;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Tests.Client;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzQuantumSession.Tests.Tracing;

[Collection(TracingGroup.Name)]
public sealed class RequestTracingTests
{
    [Fact]
    public async Task Each_attempt_has_a_span_and_a_measurement()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Busy, ScriptedReply.Reset, ScriptedReply.Json(ClientFixture.Session()));
        using TelemetryListener listener = new();

        await workspace.GetSessionAsync();

        string template = $"{ClientFixture.WorkspaceTemplate}/sessions/{{sessionId}}";
        Dictionary<string, object?> common = new()
        {
            ["http.request.method"] = "GET",
            ["server.address"] = workspace.Server.Endpoint.Host,
            ["server.port"] = workspace.Server.Endpoint.Port,
            ["url.template"] = template,
        };
        Assert.All(listener.Spans, span => Assert.Equal(($"GET {template}", ActivityKind.Client, listener.RootId), (span.DisplayName, span.Kind, span.ParentSpanId)));
        Assert.Equal(
            [
                new(common) { ["http.response.status_code"] = 503, ["error.type"] = "503" },
                new(common) { ["http.request.resend_count"] = 1, ["error.type"] = "System.Net.Http.HttpRequestException" },
                new(common) { ["http.request.resend_count"] = 2, ["http.response.status_code"] = 200 },
            ],
            listener.Spans.Select(span => span.TagObjects.ToDictionary()));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset], listener.Spans.Select(span => span.Status));
        Assert.Equal(
            [
                new(common) { ["http.response.status_code"] = 503, ["error.type"] = "503" },
                new(common) { ["error.type"] = "System.Net.Http.HttpRequestException" },
                new(common) { ["http.response.status_code"] = 200 },
            ],
            listener.Measurements.Select(measurement => measurement.Tags));
        Assert.Equal(listener.Spans.Select(span => (ActivitySpanId?)span.SpanId), listener.Measurements.Select(measurement => measurement.SpanId));
    }

    [Fact]
    public async Task Measurements_need_no_listener_for_spans()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();
        using TelemetryListener listener = new(activities: false);

        await workspace.GetSessionAsync();

        Assert.Empty(listener.Spans);
        Measurement measurement = Assert.Single(listener.Measurements);
        var histogram = Assert.IsType<Histogram<double>>(measurement.Instrument);
        Assert.Equal(("http.client.request.duration", "s"), (histogram.Name, histogram.Unit));
        Assert.Equal([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10], histogram.Advice!.HistogramBucketBoundaries!);
        Assert.InRange(measurement.Value, 0, 60);
    }

    [Fact]
    public async Task A_cancelled_request_is_a_failed_span()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Never);
        using TelemetryListener listener = new(meters: false);

        await ClientFixture.AssertCancellationAsync(workspace.Server, token => workspace.GetSessionAsync(token));

        Assert.Equal("cancelled", Assert.Single(listener.Spans).GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_request_without_a_response_in_time_is_a_failed_span()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ClientFixture.Quick(retries: 0, timeout: TimeSpan.FromMilliseconds(200)), ScriptedReply.Never);
        using TelemetryListener listener = new(meters: false);

        await workspace.FailToGetSessionAsync();

        Assert.Equal("timeout", Assert.Single(listener.Spans).GetTagItem("error.type"));
    }

    [Fact]
    public async Task Each_attempt_sends_the_id_of_its_span()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Busy, ScriptedReply.Json(ClientFixture.Session()));
        using TelemetryListener listener = new();

        await workspace.GetSessionAsync();

        Assert.Equal(listener.Spans.Select(span => span.Id), workspace.Requests.Select(request => request.Headers["traceparent"]));
    }

    [Fact]
    public async Task A_request_without_an_activity_has_no_id_of_a_span()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync();

        await workspace.GetSessionAsync();

        Assert.DoesNotContain(workspace.Requests.Single().Headers.Keys, name => name.StartsWith("trace", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_request_without_a_listener_allocates_nothing()
    {
        using HttpMessage message = new(SharedTransport.Instance.CreateRequest(), new ResponseClassifier());
        RequestTracePolicy policy = new(UrlTemplate.Find);
        ReadOnlyMemory<HttpPipelinePolicy> next = new HttpPipelinePolicy[] { new CompletedPolicy() };
        Send(1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Send(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.True(policy.ProcessAsync(message, next).AsTask().IsCompletedSuccessfully);
            }
        }
    }

    private sealed class CompletedPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => default;
    }
}
