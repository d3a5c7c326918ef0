using System.Net;
using System.Net.Sockets;
using AzQuantumSession.Client.Http;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests the errors that responses, missing responses, and connections cause.</summary>
public sealed class RequestErrorTests
{
    [Theory]
    [InlineData(400, QuantumErrorKind.Rejected, "Workspace 'ws' refused to read session")]
    [InlineData(401, QuantumErrorKind.Authentication, "did not accept the API key")]
    [InlineData(403, QuantumErrorKind.AccessDenied, "An API key needs no role")]
    [InlineData(404, QuantumErrorKind.NotFound, "Session '7a0c5f2e-0000-4000-8000-000000000001' was not found in workspace 'ws'")]
    [InlineData(408, QuantumErrorKind.Unavailable, "even after 2 retries")]
    [InlineData(409, QuantumErrorKind.Rejected, "refused to read session")]
    [InlineData(410, QuantumErrorKind.Rejected, "refused")]
    [InlineData(429, QuantumErrorKind.Throttled, "too many requests")]
    public Task GetSessionAsync_maps_each_error_status_to_a_kind_and_a_message(int status, QuantumErrorKind kind, string expected) =>
        AssertErrorAsync(status, kind, expected);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public Task GetSessionAsync_reports_an_error_of_the_server_as_unavailable(int status) =>
        AssertErrorAsync(status, QuantumErrorKind.Unavailable, "is currently unable to read session");

    [Fact]
    public async Task GetSessionAsync_reports_the_client_request_id_without_a_service_request_id()
    {
        QuantumServiceException failure = await FailAsync(ScriptedReply.Error(400, "a", "b"));

        Assert.True(Guid.TryParse(failure.RequestId, out _));
    }

    [Theory]
    [InlineData("text/html", "<html><head><title>502 Bad &amp; Gateway</title></head><body>secret page</body></html>", "The response did not come from the service: 502 Bad & Gateway.")]
    [InlineData("text/plain", "upstream connect error\r\nor disconnect\u001b[31m", "The response did not come from the service: upstream connect error or disconnect [31m.")]
    [InlineData("text/html", "<html><body>no title</body></html>", null)]
    [InlineData("text/plain", "", null)]
    public async Task GetSessionAsync_summarizes_error_pages_of_gateways(string type, string body, string? expected)
    {
        QuantumServiceException failure = await FailAsync(new ScriptedReply(502, body, type));

        Assert.Equal(QuantumErrorKind.Unavailable, failure.Kind);
        Assert.Null(failure.ErrorData);
        Assert.DoesNotContain("<", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.DoesNotContain("secret page", failure.Message, StringComparison.Ordinal);
        Assert.Equal(expected is not null, failure.Message.Contains("did not come from the service", StringComparison.Ordinal));
        Assert.Contains(expected ?? "", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_truncates_a_long_error_response()
    {
        QuantumServiceException failure = await FailAsync(new ScriptedReply(400, new string('x', 5000), "text/plain"));

        Assert.True(failure.Message.Length < 600, failure.Message);
    }

    [Theory]
    [InlineData("""{"error":"just words"}""", "just words")]
    [InlineData("""{"code":"Flat","message":"not nested"}""", "Flat: not nested")]
    [InlineData("""{"error":{"code":"Only"}}""", "Only")]
    public async Task GetSessionAsync_reads_other_error_formats(string body, string expected) =>
        Assert.Equal(expected, (await FailAsync(new ScriptedReply(400, body))).ErrorData!.ToString());

    [Fact]
    public async Task GetSessionAsync_removes_signatures_from_service_messages()
    {
        QuantumServiceException failure = await FailAsync(
            ScriptedReply.Error(400, "BlobNotReadable", "Cannot read https://a.blob.core.windows.net/job-1/inputData?sv=2024&sp=r&sig=SIGNATURE%3D now, sig=SIGNATURE"));

        Assert.DoesNotContain("SIGNATURE", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("https://a.blob.core.windows.net/job-1/inputData now", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_names_host_and_port_of_a_refused_connection()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        IWorkspaceClient client = await ClientFixture.ConnectAsync(new Uri($"http://127.0.0.1:{port}/"));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Connection, failure.Kind);
        Assert.Null(failure.StatusCode);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("3 attempts", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSessionAsync_names_a_host_that_is_not_found()
    {
        IWorkspaceClient client = await ClientFixture.ConnectAsync(new Uri("https://no-such-host.invalid/"), ClientFixture.Quick(retries: 0));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("x", ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Connection, failure.Kind);
        Assert.Contains("no-such-host.invalid:443", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReplyFault.Reset)]
    [InlineData(ReplyFault.Truncated)]
    public async Task GetSessionAsync_throws_Connection_if_every_attempt_fails(ReplyFault fault) =>
        Assert.Equal(QuantumErrorKind.Connection, (await FailAsync(new ScriptedReply(200, "{", Fault: fault))).Kind);

    [Fact]
    public async Task GetSessionAsync_throws_Timeout_without_a_response()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ClientFixture.Quick(retries: 1, timeout: TimeSpan.FromMilliseconds(200)), ScriptedReply.Never);
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.Timeout, failure.Kind);
        Assert.Contains("within 0.2 s (2 attempts", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id": "x", """, """it is not the JSON that the service sends; it begins with: {"id": "x",""")]
    [InlineData("<title>Sign in</title>", "it is not the JSON that the service sends; it begins with: Sign in")]
    [InlineData("", "it is empty")]
    [InlineData("null", "it is null")]
    [InlineData("{}", "it contains a session without an id")]
    [InlineData("""{"id":"  "}""", "it contains a session without an id")]
    [InlineData("""{"id":".."}""", "it contains a session without an id")]
    public async Task GetSessionAsync_reports_why_a_response_cannot_be_read(string body, string reason)
    {
        QuantumServiceException failure = await FailAsync(ScriptedReply.Json(body));

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(200, failure.StatusCode);
        Assert.StartsWith($"The response to the request to read session '{ClientFixture.Id}' cannot be read: {reason} (HTTP 200, ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_name_the_rejected_operation()
    {
        SessionOpenOptions options = new() { Id = "s1", Name = "n", ProviderId = "p", Target = "t" };
        await AssertMessagesAsync(
            400,
            operation => $"Workspace 'ws' refused to {operation}",
            ("open session 's1'", client => client.OpenSessionAsync(options, ClientFixture.Token)),
            ("list sessions", client => client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync()),
            ("list jobs", client => client.ListJobsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync()),
            ("list the jobs of session 's1'", client => client.ListSessionJobsAsync("s1", new ItemFilter(), ClientFixture.Token).ReadAllAsync()),
            ("read job 'j1'", client => client.GetJobAsync("j1", ClientFixture.Token)),
            ("cancel job 'j1'", client => client.CancelJobAsync("j1", ClientFixture.Token)));
    }

    [Fact]
    public async Task Requests_name_the_missing_item() => await AssertMessagesAsync(
        404,
        item => $"{item} was not found in workspace 'ws'",
        ("Session 's1'", client => client.CloseSessionAsync("s1", ClientFixture.Token)),
        ("Session 's1'", client => client.ListSessionJobsAsync("s1", new ItemFilter(), ClientFixture.Token).ReadAllAsync()),
        ("Job 'j1'", client => client.GetJobAsync("j1", ClientFixture.Token)),
        ("Job 'j1'", client => client.CancelJobAsync("j1", ClientFixture.Token)));

    [Fact]
    public async Task GetSessionAsync_follows_no_redirect_to_another_host()
    {
        await using ScriptedServer foreign = await ScriptedServer.StartAsync(ScriptedReply.Json(ClientFixture.Session()));
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            new ScriptedReply(307).With("Location", new Uri(foreign.Endpoint, "/x?sig=abc").AbsoluteUri));
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.ForeignAddress, failure.Kind);
        Assert.Contains(UriOrigin.Format(foreign.Endpoint), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", failure.Message, StringComparison.Ordinal);
        Assert.Empty(foreign.Requests);
        Assert.Single(workspace.Requests);
    }

    [Theory]
    [InlineData("/elsewhere")]
    [InlineData(null)]
    public async Task GetSessionAsync_follows_no_redirect_on_the_same_host(string? location)
    {
        ScriptedReply reply = new(302);
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(location is null ? reply : reply.With("Location", location));
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("redirect", failure.Message, StringComparison.Ordinal);
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task CloseSessionAsync_returns_a_session_that_has_already_ended()
    {
        foreach (int status in new[] { 400, 409 })
        {
            await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
                ScriptedReply.Error(status, "InvalidState", "terminal"), ScriptedReply.Json(ClientFixture.Session(status: "TimedOut")));

            Assert.Equal("TimedOut", (await workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token)).Status);
            Assert.Equal(["POST", "GET"], workspace.Requests.Select(request => request.Method));
        }
    }

    [Fact]
    public async Task CloseSessionAsync_throws_if_the_service_rejects_closing_an_open_session()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Error(409, "Busy", "not now"), ScriptedReply.Json(ClientFixture.Session(status: "Executing")));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token));

        Assert.Equal("Busy", failure.ErrorData!.Code);
    }

    [Fact]
    public async Task CloseSessionAsync_reads_the_session_after_an_empty_response()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(new ScriptedReply(200), ScriptedReply.Json(ClientFixture.Session(status: "Succeeded")));

        Assert.True((await workspace.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token)).IsTerminal);
        Assert.Equal(["POST", "GET"], workspace.Requests.Select(request => request.Method));
    }

    /// <summary>Asserts the beginning of the message of each call, which the server rejects with a status.</summary>
    private static async Task AssertMessagesAsync(
        int status, Func<string, string> format, params (string Subject, Func<IWorkspaceClient, Task> Call)[] calls)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(ScriptedReply.Error(status, "No", "no"));
        foreach ((string subject, Func<IWorkspaceClient, Task> call) in calls)
        {
            QuantumServiceException failure = await ClientFixture.FailureAsync(() => call(workspace.Client));
            Assert.StartsWith($"{format(subject)} (HTTP {status}", failure.Message, StringComparison.Ordinal);
        }
    }

    private static async Task AssertErrorAsync(int status, QuantumErrorKind kind, string expected)
    {
        QuantumServiceException failure = await FailAsync(ScriptedReply.Error(status, "SomeCode", "some message").With("x-ms-request-id", "srv-1"));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status, failure.StatusCode);
        Assert.Equal("srv-1", failure.RequestId);
        Assert.Equal("SomeCode", failure.ErrorData!.Code);
        Assert.Equal("some message", failure.ErrorData.Message);
        failure.Message.AssertContains(expected, $"(HTTP {status}, request id srv-1)", "SomeCode: some message.", failure.RecommendedAction ?? "");
        Assert.DoesNotContain(ClientFixture.Key, failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<QuantumServiceException> FailAsync(ScriptedReply reply)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(reply);
        return await workspace.FailToGetSessionAsync();
    }
}
