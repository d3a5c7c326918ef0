using System.Text;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Tests.Client.Jobs;

namespace AzQuantumSession.Tests.Client.Http;

/// <summary>Tests the limit for the body of a response: of the service, and of storage.</summary>
public sealed class ResponseBodyPolicyTests
{
    private const int MaxSize = 1024 * 1024;

    private static readonly string Large = new(' ', MaxSize);

    private static WorkspaceClientSettings Settings => ClientFixture.Quick() with { MaxBodySize = MaxSize };

    [Fact]
    public void Default_limit_is_8_MB() => Assert.Equal(8 * 1024 * 1024, new WorkspaceClientSettings().MaxBodySize);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_above_the_limit_is_invalid_and_not_requested_again(bool hasLength)
    {
        string body = ClientFixture.Session() + Large;
        ScriptedReply reply = ScriptedReply.Json(body) with { Bytes = hasLength ? Encoding.UTF8.GetBytes(body) : default };
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Settings, reply.With("x-ms-request-id", "srv-1"));
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal((QuantumErrorKind.InvalidResponse, 200, "srv-1"), (failure.Kind, failure.StatusCode, failure.RequestId));
        Assert.Contains("it has more than 1 MB", failure.Message, StringComparison.Ordinal);
        Assert.Single(workspace.Requests);
    }

    [Fact]
    public async Task A_list_above_the_limit_is_invalid()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Settings, ScriptedReply.Json(ClientFixture.Page([ClientFixture.Session()]) + Large));
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync());

        Assert.Equal(QuantumErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task A_response_of_the_size_of_the_limit_is_read()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Settings, ScriptedReply.Json(ClientFixture.Session().PadRight(MaxSize)));

        Assert.Equal(ClientFixture.Id, (await workspace.GetSessionAsync()).Id);
    }

    [Fact]
    public async Task An_error_above_the_limit_keeps_its_status()
    {
        await using ScriptedWorkspace workspace = await ScriptedWorkspace.StartAsync(Settings, new ScriptedReply(403, "denied " + Large + "\"end\""));
        QuantumServiceException failure = await workspace.FailToGetSessionAsync();

        Assert.Equal((QuantumErrorKind.AccessDenied, 403), (failure.Kind, failure.StatusCode));
        Assert.Contains("denied", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, QuantumErrorKind.InvalidResponse)]
    [InlineData(404, QuantumErrorKind.NotFound)]
    public async Task A_list_of_storage_above_the_limit_is_not_read(int status, QuantumErrorKind expected)
    {
        await using JobServer server = await JobServer.StartAsync(Settings);
        server.Job = server.CreateJob("Succeeded", more: server.ContainerUri);
        ScriptedReply list = JobServer.CreateList("");
        server.Script = request => request.Query("comp") == "list" ? list with { Status = status, Body = list.Body + Large } : null;
        QuantumServiceException failure = await ClientFixture.FailureAsync(() => server.Client.ListJobFilesAsync(new QuantumSessionJob { Id = JobServer.JobId }, ClientFixture.Token));

        Assert.Equal(expected, failure.Kind);
        Assert.Equal(expected == QuantumErrorKind.InvalidResponse, failure.Message.Contains("it has more than 1 MB", StringComparison.Ordinal));
    }
}
