using System.Net;

namespace AzQuantumSession.Tests.Emulator;

public sealed class RequestValidationTests : EmulatorTests
{
    private const string Session = "sessions/7a0c0000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("sessions?top=101")]
    [InlineData("sessions?top=0")]
    [InlineData("sessions?top=ten")]
    [InlineData("sessions?top=")]
    [InlineData("sessions?skip=-1")]
    [InlineData("sessions?skip=1.5")]
    [InlineData("sessions?$top=10")]
    [InlineData("sessions?top=1&top=2")]
    [InlineData("sessions?orderby=CreationTime")]
    [InlineData("sessions?orderby=creationTime asc")]
    [InlineData("sessions?orderby=Status desc")]
    [InlineData("sessions?orderby=Name desc, State asc")]
    [InlineData("providerStatus?top=10")]
    [InlineData("quotas?filter=x")]
    public async Task Get_rejects_invalid_query_parameters(string path)
    {
        Assert.Equal("InvalidInput", (await Workspace.GetAsync(path)).RequireError(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("", "MissingApiVersionParameter")]
    [InlineData("?api-version=", "MissingApiVersionParameter")]
    [InlineData("?api-version=2022-09-12-preview", "InvalidApiVersionParameter")]
    [InlineData("?api-version=2025-12-15-preview", "InvalidApiVersionParameter")]
    public async Task Get_requires_a_supported_API_version(string query, string code)
    {
        Assert.Equal(code, (await Workspace.GetAsync($"{Workspace.Path}/sessions{query}")).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Get_supports_the_older_API_version()
    {
        Assert.Equal(HttpStatusCode.OK, (await Workspace.GetAsync($"{Workspace.Path}/sessions?api-version=2025-12-01-preview")).Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator",}""")]
    [InlineData("""{"itemType":"Session","name":"n","name":"m","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","status":"Waiting"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","colour":"red"}""")]
    [InlineData("""{"itemType":"Session","Name":"n","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"name":"n","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Job","name":"n","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"","providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":3,"providerId":"ionq","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"n","target":"ionq.simulator"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","jobFailurePolicy":"Stop"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","priority":"Urgent"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","tags":"a"}""")]
    [InlineData("""{"itemType":"Session","name":"n","providerId":"ionq","target":"ionq.simulator","tags":[1]}""")]
    public async Task Put_rejects_a_body_that_is_not_a_session(string body)
    {
        Assert.Equal("InvalidInput", (await Workspace.SendAsync(HttpMethod.Put, Session, body)).RequireError(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("nobody", "ionq.simulator", "InvalidProvider")]
    [InlineData("ionq", "rigetti.sim.qvm", "InvalidTarget")]
    [InlineData("ionq", "ionq.qpu", "InvalidTarget")]
    [InlineData("echo-quantinuum", "echo-quantinuum", "InvalidProvider")]
    public async Task Put_rejects_a_target_of_another_provider(string providerId, string target, string code)
    {
        HttpResult response = await Workspace.SendAsync(HttpMethod.Put, Session, TestWorkspace.SessionBody(target: target, providerId: providerId));
        Assert.Equal(code, response.RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Put_rejects_an_id_that_is_not_a_GUID()
    {
        (await Workspace.SendAsync(HttpMethod.Put, "sessions/mine", TestWorkspace.SessionBody())).RequireError(HttpStatusCode.BadRequest);
        (await Workspace.SendAsync(HttpMethod.Put, "jobs/mine", "{}")).RequireError(HttpStatusCode.BadRequest);
        (await Workspace.GetAsync("sessions/mine")).RequireError(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"containerUri":"https://elsewhere.blob.core.windows.net/job-1"}""", "InvalidInput")]
    [InlineData("""{"inputDataUri":"nothing"}""", "InvalidInput")]
    [InlineData("""{"inputDataFormat":null}""", "InvalidInput")]
    [InlineData("""{"inputDataUri":null}""", "InvalidInput")]
    [InlineData("""{"outputDataFormat":null}""", "InvalidInput")]
    [InlineData("""{"inputParams":null}""", "InvalidInput")]
    [InlineData("""{"status":"Waiting"}""", "InvalidInput")]
    [InlineData("""{"inputParams":[]}""", "InvalidInput")]
    [InlineData("""{"sessionId":"x"}""", "InvalidJobDefinition")]
    [InlineData("""{"sessionId":"00000000-0000-0000-0000-000000000000"}""", "InvalidJobDefinition")]
    [InlineData("""{"target":"ionq.qpu.aria-1"}""", "InvalidJobDefinition")]
    [InlineData("""{"target":"ionq.qpu.none"}""", "InvalidTarget")]
    public async Task Put_rejects_a_job_with_invalid_properties(string properties, string code)
    {
        var session = Guid.NewGuid();
        await Workspace.OpenAsync(session);
        HttpResult response = await Workspace.SubmitAsync(session, change: TestWorkspace.Set(properties));
        Assert.Equal(code, response.RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Put_rejects_a_job_without_input()
    {
        string missing = await Workspace.SignAsync("job-missing", version: TestWorkspace.OlderApiVersion);
        Assert.Equal("InvalidJobDefinition", (await Workspace.SubmitUploadedAsync(null, Guid.NewGuid(), missing)).RequireError(HttpStatusCode.BadRequest));
        string container = await Workspace.SignAsync("job-empty");
        Assert.Equal("InvalidJobDefinition", (await Workspace.SubmitUploadedAsync(null, Guid.NewGuid(), container)).RequireError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Put_rejects_another_media_type()
    {
        HttpResult response = await Workspace.SendAsync(HttpMethod.Put, Session, TestWorkspace.SessionBody(), "text/plain");
        Assert.Equal("UnsupportedMediaType", response.RequireError(HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Close_rejects_a_body()
    {
        await Workspace.SendAsync(HttpMethod.Put, Session, TestWorkspace.SessionBody());
        (await Workspace.SendAsync(HttpMethod.Post, $"{Session}:close", "{}")).RequireError(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, (await Workspace.SendAsync(HttpMethod.Post, $"{Session}:close")).Status);
    }

    [Theory]
    [InlineData("subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/emulator-rg/providers/Microsoft.Quantum/workspaces/emulator")]
    [InlineData("subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/other/providers/Microsoft.Quantum/workspaces/emulator")]
    [InlineData("subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/emulator-rg/providers/Microsoft.Quantum/workspaces/other")]
    public async Task Get_returns_404_for_another_workspace(string path)
    {
        Assert.Equal("ResourceNotFound", (await Workspace.GetAsync($"/{path}/sessions?{TestWorkspace.ApiVersion}")).RequireError(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", Session, HttpStatusCode.NotFound)]
    [InlineData("GET", $"{Session}/jobs", HttpStatusCode.NotFound)]
    [InlineData("POST", $"{Session}:close", HttpStatusCode.NotFound)]
    [InlineData("POST", $"{Session}:open", HttpStatusCode.NotFound)]
    [InlineData("DELETE", Session, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "sessions", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", $"{Session}:close", HttpStatusCode.NotFound)]
    [InlineData("PUT", "providerStatus", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/emulator/nothing", HttpStatusCode.NotFound)]
    public async Task Unknown_paths_and_methods_return_an_error_of_the_service(string method, string path, HttpStatusCode status)
    {
        (await Workspace.SendAsync(new HttpMethod(method), path)).RequireError(status);
    }

    [Fact]
    public async Task Responses_contain_both_request_ids()
    {
        Workspace.Http.DefaultRequestHeaders.Add("x-ms-client-request-id", "mine");
        foreach (string path in new[] { "sessions", "nothing", "sessions?top=0" })
        {
            HttpResult response = await Workspace.GetAsync(path);
            Assert.True(Guid.TryParse(response.Headers["x-ms-request-id"], out _));
            Assert.Equal("mine", response.Headers["x-ms-client-request-id"]);
        }
    }
}
