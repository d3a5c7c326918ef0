using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Client.Credentials;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Client.Jobs;

/// <summary>The requests of submissions to a session whose jobs follow each other.</summary>
public sealed class ContainerPrefetchTests
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_third_submission_sends_two_requests()
    {
        await using JobServer server = await StartAsync();
        await SubmitTwiceAsync(server);
        await WaitForContainerRequestsAsync(server, 3);
        int count = server.Server.Requests.Count;

        string id = await SubmitAsync(server);

        Assert.Equal($"job-{id}", GetContainers(server)[2]);
        Assert.Equal(
            [$"PUT /account/job-{id}/inputData", $"PUT {ClientFixture.WorkspacePath}/jobs/{id}"],
            server.Server.Requests.Skip(count).Take(2).Select(request => $"{request.Method} {request.Path}"));
    }

    [Fact]
    public async Task The_request_log_has_no_request_of_the_background()
    {
        await using JobServer server = await StartAsync();

        IReadOnlyList<string> log = await ClientFixture.LogOfAsync(async () =>
        {
            await SubmitTwiceAsync(server);
            await WaitForContainerRequestsAsync(server, 3);
            await SubmitAsync(server);
        });

        Assert.Equal(2, log.Count(line => line.Contains("sasUri", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_throttled_request_of_the_background_is_not_retried()
    {
        await using JobServer server = await StartAsync();
        Func<RecordedRequest, ScriptedReply?> script = server.Script;
        server.Script = request => IsContainerRequest(request) && GetContainers(server).Count == 3
            ? ScriptedReply.Error(429, "TooManyRequests", "later").With("retry-after-ms", "1")
            : script(request);
        await SubmitTwiceAsync(server);

        string id = await SubmitAsync(server);

        Assert.Equal([$"job-{id}", $"job-{id}"], GetContainers(server).Skip(2).Take(2));
    }

    [Fact]
    public async Task An_older_version_requests_no_container_ahead()
    {
        await using JobServer server = await StartAsync(version: "2025-12-01-preview");
        await SubmitTwiceAsync(server);

        await SubmitAsync(server);

        Assert.Equal(
            ["POST", "PUT", "PUT", "PUT"], server.Server.Requests.Skip(8).Select(request => request.Method));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("get")]
    [InlineData("list")]
    public async Task A_session_that_has_ended_has_no_container(string operation)
    {
        await using JobServer server = await StartAsync();
        await SubmitTwiceAsync(server);
        await WaitForContainerRequestsAsync(server, 3);
        string ended = ClientFixture.Session(status: "Succeeded");
        Func<RecordedRequest, ScriptedReply?> script = server.Script;
        server.Script = request => !request.Path.Contains("/sessions", StringComparison.Ordinal) ? script(request)
            : ScriptedReply.Json(operation == "list" ? ClientFixture.Page([ended]) : ended);

        await (operation switch
        {
            "close" => server.Client.CloseSessionAsync(ClientFixture.Id, ClientFixture.Token),
            "get" => (Task)server.Client.GetSessionAsync(ClientFixture.Id, ClientFixture.Token),
            _ => server.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync(),
        });

        Assert.DoesNotContain($"job-{server.Client.CreateJobId(ClientFixture.Id)}", GetContainers(server));
    }

    [Theory]
    [InlineData(true, 200, 1)]
    [InlineData(true, 401, 1)]
    [InlineData(false, 200, 2)]
    public async Task The_request_does_not_sign_in(bool isTokenValid, int status, int tokens)
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        List<IClientHost?> hosts = [];
        FakeCredential.Log log = new()
        {
            Get = (number, _) =>
            {
                hosts.Add(ClientHost.Current);
                return Task.FromResult(new AccessToken($"token-{number}", time.GetUtcNow().AddMinutes(8)));
            },
        };
        WorkspaceClientSettings settings = ClientFixture.Quick(time) with { CreateCredential = (_, _) => log.Create() };
        await using JobServer server = await StartAsync();
        Func<RecordedRequest, ScriptedReply?> script = server.Script;
        server.Script = request =>
        {
            if (request.Number == 6 && !isTokenValid)
            {
                // Tokens are renewed five minutes before they expire.
                time.Advance(TimeSpan.FromMinutes(4));
            }

            return request.Number == 7 && status == 401 ? ScriptedReply.Error(401, "Unauthorized", "no") : script(request);
        };
        WorkspaceConnectionOptions options = new() { ResourceId = ClientFixture.WorkspacePath, Endpoint = server.Server.Endpoint, SkipValidation = true };
        IWorkspaceClient client = (await ClientFixture.ConnectAsync(options, settings)).Client!;
        using RecordingClientHost host = new();

        for (int i = 0; i < 3; i++)
        {
            await SubmitAsync(client);
        }

        Assert.Equal(tokens, hosts.Count);
        Assert.All(hosts, used => Assert.Same(host, used));
    }

    private static async Task<JobServer> StartAsync(string? version = null)
    {
        JobServer server = await JobServer.StartAsync(version: version);
        server.Script = request => IsContainerRequest(request) ? CreateContainer(server.Server, request) : null;
        return server;
    }

    private static ScriptedReply CreateContainer(ScriptedServer server, RecordedRequest request) => ScriptedReply.Json(
        $$"""{"sasUri":"{{server.Endpoint.AbsoluteUri}}account/{{GetContainer(request)}}?{{JobServer.Signature}}"}""");

    private static bool IsContainerRequest(RecordedRequest request) => request.Path.EndsWith("/storage/sasUri", StringComparison.Ordinal);

    private static string GetContainer(RecordedRequest request) => (string)JsonNode.Parse(request.Body)!["containerName"]!;

    private static IReadOnlyList<string> GetContainers(JobServer server) =>
        [.. server.Server.Requests.Where(IsContainerRequest).Select(GetContainer)];

    private static async Task WaitForContainerRequestsAsync(JobServer server, int count)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ClientFixture.Token);
        limit.CancelAfter(RequestTimeout);
        while (GetContainers(server).Count < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task SubmitTwiceAsync(JobServer server)
    {
        await SubmitAsync(server);
        await SubmitAsync(server);
    }

    private static Task<string> SubmitAsync(JobServer server) => SubmitAsync(server.Client);

    private static async Task<string> SubmitAsync(IWorkspaceClient client)
    {
        string id = client.CreateJobId(ClientFixture.Id);
        await client.SubmitJobAsync(JobSubmissionFactory.Create(new MemoryStream([1]), id, ClientFixture.Id), ClientFixture.Token);
        return id;
    }
}
