using AzQuantumSession.Tests.Client.Jobs;
using AzQuantumSession.Tests.Soak.Bodies;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests that a secret of a request does not leave in a text about its response.</summary>
public sealed class EchoedSecretTests
{
    private const string BearerToken = "eyJhbGciOiJub25lIn0.eyJvaWQiOiIxMjMifQ.c2lnbmF0dXJl";

    [Theory]
    [InlineData(400, """{"error":{"code":"Bad","message":"The key 'TopSecretKey0123456789==' is wrong"}}""")]
    [InlineData(400, """{"error":{"code":"TopSecretKey0123456789==","details":[{"message":"TopSecretKey0123456789=="}]}}""")]
    [InlineData(400, """{"error":{"message":"TopSecretKey0123456789\u003D\u003d"}}""")]
    [InlineData(400, """{"error":{"message":"\ud800 TopSecretKey0123456789\u003D\u003D"}}""")]
    [InlineData(400, """{"error":{"message":"x?key=TopSecretKey0123456789%3D%3d"}}""")]
    [InlineData(502, "x-ms-quantum-api-key: TopSecretKey0123456789== was sent")]
    [InlineData(502, "<title>TopSecretKey0123456789==</title>")]
    [InlineData(200, "TopSecretKey0123456789==")]
    [InlineData(200, "\"TopSecretKey0123456789==\"")]
    public async Task GetSessionAsync_removes_the_key_from_errors_and_log_lines(int status, string body)
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            new ScriptedReply(status, body, "text/plain").With("x-ms-request-id", ClientFixture.Key));
        QuantumServiceException? failure = null;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () => failure = await workspace.FailToGetSessionAsync());

        AssertNoSecret(failure!, "TopSecretKey");
        Assert.NotEmpty(log);
        Assert.All(log, line => Assert.DoesNotContain("TopSecretKey", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetSessionAsync_removes_the_token_from_errors_and_error_data()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedReply.Error(403, "Denied", $"Bearer {BearerToken} has no role"),
            ScriptedReply.Json($$$"""{"id":"s1","name":"{{{BearerToken}}}","errorData":{"code":"x","message":"token {{{BearerToken}}}"}}"""));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint, token: ClientFixture.Secret(BearerToken));

        AssertNoSecret(await ClientFixture.FailureAsync(() => client.GetSessionAsync("s1", ClientFixture.Token)), "eyJ");
        QuantumSession session = await client.GetSessionAsync("s1", ClientFixture.Token);
        Assert.Equal("token ...", session.ErrorData!.Message);
        Assert.Equal(BearerToken, session.Name);
    }

    [Theory]
    [InlineData("the signature ToP/Secret= is wrong")]
    [InlineData("the signature ToP%2FSecret%3D is wrong")]
    public async Task SubmitJobAsync_removes_the_signature_of_the_container_from_errors(string message)
    {
        await using JobServer server = await JobServer.StartAsync();
        server.Script = request => request.Path.EndsWith($"/jobs/{JobServer.JobId}", StringComparison.Ordinal)
            ? ScriptedReply.Error(400, "Bad", message)
            : null;
        QuantumServiceException failure = await server.FailToSubmitAsync();

        Assert.Equal(QuantumErrorKind.Rejected, failure.Kind);
        AssertNoSecret(failure, "ToP");
    }

    [Fact]
    public async Task ReceiveResultAsync_removes_the_signature_of_the_request_from_errors_of_storage()
    {
        await using JobServer server = await JobServer.StartWithResultAsync(new ScriptedReply(
            400, "<?xml version=\"1.0\"?><Error><Code>Bad</Code><Message>Not ToP/Secret= or ToP%2FSecret%3D</Message></Error>", "application/xml"));
        QuantumServiceException failure = await server.FailToReceiveResultAsync();

        Assert.Equal(QuantumErrorKind.Rejected, failure.Kind);
        AssertNoSecret(failure, "ToP");
    }

    [Fact]
    public async Task ListSessionsAsync_removes_the_key_from_errors_about_links()
    {
        string[] links = ["https://topsecretkey0123456789.example/", "https://x.example:1/?k=TopSecretKey0123456789==", "http://["];
        foreach (string link in links)
        {
            await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
                ScriptedReply.Json(ClientFixture.Page([], link)).With("x-ms-request-id", ClientFixture.Key));
            QuantumServiceException? failure = null;
            IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () =>
                failure = await ClientFixture.FailureAsync(() => workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync()));

            AssertNoSecret(failure!, "TopSecretKey");
            Assert.DoesNotContain("topsecretkey", failure!.Message, StringComparison.Ordinal);
            Assert.All(log, line => Assert.DoesNotContain("TopSecretKey", line, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task ListSessionsAsync_removes_the_key_in_a_link_from_log_lines_and_warnings()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(
            ScriptedReply.Json($$"""{"value":[null],"nextLink":"?skip=TopSecretKey0123456789%3D%3D&filter=TopSecretKey0123456789=="}""").With("x-ms-request-id", ClientFixture.Key),
            ScriptedReply.Json(ClientFixture.Page([])));
        List<string> lines = [];
        using RecordingClientHost host = new(lines.Add);
        await workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync();

        Assert.Equal(2, workspace.Requests.Count);
        Assert.All([.. lines, .. host.Warnings], line => Assert.DoesNotContain("TopSecretKey", line, StringComparison.OrdinalIgnoreCase));
        Assert.Single(host.Warnings);
    }

    [Fact]
    public async Task ListSessionsAsync_removes_the_parts_of_a_key_from_log_lines_that_the_URI_of_a_link_keeps()
    {
        const string Key = "Abc0123456789def/Ghi0123456789jkl./Mno+456789pq==";
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedReply.Json(ClientFixture.Page([], Key)), ScriptedReply.Json(ClientFixture.Page([], Key)), ScriptedReply.Json(ClientFixture.Page([], $"/a%2Fb/{Uri.EscapeDataString(Key)}/{Key}")), ScriptedReply.Json(ClientFixture.Page([])));
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint, token: ClientFixture.Secret(Key));
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(() => client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        // The second link replaces the last segment of the first one.
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(4, log.Count);
        Assert.Contains("0123456789def/Ghi", server.Requests[2].Path, StringComparison.Ordinal);
        Assert.All(log, line => Assert.DoesNotContain("0123456789", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetSessionAsync_removes_the_key_and_control_characters_from_the_exceptions_behind_an_error()
    {
        foreach (string body in new[] { $"{{\"{ClientFixture.Key}\":\u001b[31m}}", $"{{\"{ClientFixture.Key}\u001b[31m\":[{{\"id\":1}}", "\u001b[31m" })
        {
            await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(new ScriptedReply(200, body, "application/json"));
            QuantumServiceException failure = await workspace.FailToGetSessionAsync();

            AssertNoSecret(failure, "TopSecretKey");
            Assert.Contains("System.Text.Json", $"{failure.InnerException}", StringComparison.Ordinal);
            Assert.DoesNotContain('\e', failure.ToString());
        }
    }

    [Fact]
    public async Task GetSessionAsync_removes_the_key_from_texts_about_a_response_that_is_not_HTTP()
    {
        await using RawServer server = new() { Responder = _ => new RawResponse { Status = $"200 OK\r\n{ClientFixture.Key}" } };
        IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint);
        QuantumServiceException? failure = null;
        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () =>
            failure = await ClientFixture.FailureAsync(() => client.GetSessionAsync("s1", ClientFixture.Token)));

        AssertNoSecret(failure!, "TopSecretKey");
        Assert.Contains("header", failure!.Message, StringComparison.Ordinal);
        Assert.Contains(log, line => line.Contains("header", StringComparison.Ordinal));
        Assert.All(log, line => Assert.DoesNotContain("TopSecretKey", line, StringComparison.Ordinal));
    }

    private static void AssertNoSecret(QuantumServiceException failure, string part)
    {
        Assert.DoesNotContain(part, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(part, $"{failure.RequestId} {failure.RecommendedAction} {failure.ErrorData} {failure.ErrorData?.Target}", StringComparison.Ordinal);
        Assert.All(failure.ErrorData?.Details ?? [], detail => Assert.DoesNotContain(part, detail.ToString(), StringComparison.Ordinal));
    }
}
