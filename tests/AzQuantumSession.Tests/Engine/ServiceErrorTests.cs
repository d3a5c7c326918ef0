using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Engine;

/// <summary>The rows of docs/errors.md that the service can cause, and their messages.</summary>
public sealed class ServiceErrorTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _session;

    public ServiceErrorTests(EngineFixture fixture)
        : base(fixture) => _session = Open();

    [Theory]
    [InlineData(400, "InvalidInput", "RequestRejected", ErrorCategory.InvalidOperation, "InvalidInput")]
    [InlineData(401, "Unauthorized", "AuthenticationFailed", ErrorCategory.AuthenticationError, "API key")]
    [InlineData(403, "Forbidden", "AccessDenied", ErrorCategory.PermissionDenied, "An API key needs no role")]
    [InlineData(404, "ResourceNotFound", "NotFound", ErrorCategory.ObjectNotFound, "not")]
    [InlineData(409, "Conflict", "RequestRejected", ErrorCategory.InvalidOperation, "Conflict")]
    [InlineData(429, "TooManyRequests", "TooManyRequests", ErrorCategory.LimitsExceeded, "TooManyRequests")]
    [InlineData(503, "ServiceUnavailable", "ServiceUnavailable", ErrorCategory.ResourceUnavailable, "ServiceUnavailable")]
    public async Task Error_id_follows_the_HTTP_status(int status, string code, string id, ErrorCategory category, string message)
    {
        await Workspace.FailRequestsAsync(status, code: code);

        ErrorRecord error = Refresh().Error;

        AssertError(error, id, category, _session, message);
        Assert.Equal($"{id},AzQuantumSession.Cmdlets.GetAzQuantumSession", error.FullyQualifiedErrorId);
        var exception = Assert.IsType<QuantumServiceException>(error.Exception);
        Assert.Equal(status, exception.StatusCode);
        Assert.Contains(exception.RequestId!, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Workspace.Server.ApiKey, error.ToString(), StringComparison.Ordinal);
        Assert.True(error.ErrorDetails.RecommendedAction is { } action && (action.Length == 0 || !error.ToString().Contains(action, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Get_AzQuantumSession_retries_after_status_503()
    {
        await Workspace.FailRequestsAsync(503, times: 2);

        Refresh().Single<QuantumSession>();

        Assert.Equal(3, (await Workspace.RequestsAsync()).Count(request => request.StartsWith("GET sessions/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Error_message_omits_the_HTML_page_of_a_gateway()
    {
        await Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = 403,
            ["body"] = "<html><body><h1>Gateway</h1></body></html>",
            ["contentType"] = "text/html",
            ["times"] = 0,
        });

        Assert.DoesNotContain("<html>", Refresh().Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("malformed", "InvalidResponse", ErrorCategory.InvalidResult)]
    [InlineData("reset", "ConnectionFailed", ErrorCategory.ConnectionError)]
    public async Task Error_id_distinguishes_a_malformed_response_from_a_reset(string kind, string id, ErrorCategory category)
    {
        await Workspace.FaultAsync(new JsonObject { ["kind"] = kind, ["times"] = 0 });

        AssertError(Refresh().Error, id, category, _session);
    }

    [Fact]
    public async Task Wait_AzQuantumSession_warns_of_a_long_delay_and_ends_at_its_timeout()
    {
        await Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = 503,
            ["times"] = 0,
            ["headers"] = new JsonObject { ["Retry-After"] = "259200" },
        });
        ScriptResult result = Run("$session | Wait-AzQuantumSession -Timeout 0.5");

        AssertError(result.Error, "WaitTimeout", ErrorCategory.OperationTimeout);
        Assert.Matches("^The service asks to wait until .* UTC\\. The request is sent again after one hour, at .* UTC\\.$", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task Get_AzQuantumSession_warns_of_an_item_that_is_null()
    {
        await Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "malformed",
            ["times"] = 0,
            ["body"] = """{"value":[null,{"id":"s1"},null]}""",
            ["contentType"] = "application/json",
        });
        ScriptResult result = Run("Get-AzQuantumSession");

        Assert.Equal("s1", result.Single<QuantumSession>().Id);
        Assert.Contains("contains an item that is null", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AzQuantumSession_does_not_follow_a_redirect_to_another_host()
    {
        await Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "status",
            ["status"] = 302,
            ["times"] = 0,
            ["headers"] = new JsonObject { ["Location"] = "http://127.0.0.1:9/elsewhere" },
        });

        AssertError(Refresh().Error, "ForeignAddressRefused", ErrorCategory.SecurityError, _session);
    }

    [Fact]
    public async Task Messages_end_the_long_id_of_a_target_and_the_action_follows()
    {
        await Workspace.FaultAsync(new JsonObject
        {
            ["kind"] = "malformed",
            ["times"] = 0,
            ["path"] = "providerStatus",
            ["body"] = $$"""{"value":[{"id":"p","targets":[{"id":"{{new string('x', 10_000)}}"}]}]}""",
            ["contentType"] = "application/json",
        });
        ErrorRecord error = Run("New-AzQuantumSession other -Workspace (Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation)").Error;

        AssertError(error, "TargetNotFound", ErrorCategory.ObjectNotFound, "other");
        Assert.Equal(5000, error.ToString().Length);
        Assert.StartsWith("Give a target", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_tests_assert_every_error_id_in_docs()
    {
        string[] ids = [.. ErrorTable.Rows.Select(row => row.Id)];
        string tests = string.Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "AzQuantumSession.Tests", "Engine"), "*.cs").Select(File.ReadAllText));

        Assert.True(ids.Length > 25);
        // RequestTimeout takes 100 s, and TargetAmbiguous needs targets that the emulator doesn't have. Other tests cover both.
        Assert.Equal(
            [nameof(ErrorIds.RequestTimeout), nameof(ErrorIds.TargetAmbiguous)],
            ids.Where(id => !tests.Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Table_in_docs_lists_exactly_the_error_ids_of_the_code()
    {
        IEnumerable<string> ids = typeof(ErrorIds).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), ErrorTable.Rows.Select(row => row.Id));
    }

    private ScriptResult Refresh() => Run("Get-AzQuantumSession -InputObject $session");
}
