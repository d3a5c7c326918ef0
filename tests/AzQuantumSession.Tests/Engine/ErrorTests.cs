using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Support;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Each row of docs/errors.md that the service can cause, and what the user reads.</summary>
public sealed partial class ErrorTests : EngineTests, IClassFixture<EngineFixture>
{
    private readonly QuantumSession _session;

    public ErrorTests(EngineFixture fixture)
        : base(fixture) => _session = Open();

    [Theory]
    [InlineData(400, "InvalidInput", "RequestRejected", ErrorCategory.InvalidOperation, "InvalidInput")]
    [InlineData(401, "Unauthorized", "AuthenticationFailed", ErrorCategory.AuthenticationError, "API key")]
    [InlineData(403, "Forbidden", "AccessDenied", ErrorCategory.PermissionDenied, "Quantum Workspace Data Contributor")]
    [InlineData(404, "ResourceNotFound", "NotFound", ErrorCategory.ObjectNotFound, "not")]
    [InlineData(409, "Conflict", "ResourceExists", ErrorCategory.ResourceExists, "Conflict")]
    [InlineData(429, "TooManyRequests", "TooManyRequests", ErrorCategory.LimitsExceeded, "TooManyRequests")]
    [InlineData(503, "ServiceUnavailable", "ServiceUnavailable", ErrorCategory.ResourceUnavailable, "ServiceUnavailable")]
    public async Task A_status_of_the_service_has_its_id(int status, string code, string id, ErrorCategory category, string says)
    {
        await FailAsync(status, code: code);

        ErrorRecord error = Refresh().Error;

        AssertError(error, id, category, _session, says);
        Assert.Equal($"{id},AzQuantumSession.Cmdlets.GetAzQuantumSession", error.FullyQualifiedErrorId);
        var exception = Assert.IsType<QuantumServiceException>(error.Exception);
        Assert.Equal(status, exception.StatusCode);
        Assert.Contains(exception.RequestId!, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Workspace.Server.ApiKey, error.ToString(), StringComparison.Ordinal);
        Assert.True(error.ErrorDetails.RecommendedAction is { } action && (action.Length == 0 || !error.ToString().Contains(action, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_passing_failure_is_retried()
    {
        await FailAsync(503, times: 2);

        Refresh().Single<QuantumSession>();

        Assert.Equal(3, (await Workspace.RequestsAsync()).Count(request => request.StartsWith("GET sessions/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_page_of_a_gateway_is_not_shown()
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
    public async Task A_response_that_is_none_has_its_id(string kind, string id, ErrorCategory category)
    {
        await Workspace.FaultAsync(new JsonObject { ["kind"] = kind, ["times"] = 0 });

        AssertError(Refresh().Error, id, category, _session);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
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
    public void Every_id_of_the_table_is_asserted_in_an_engine_test()
    {
        string[] ids = ReadTable();
        string tests = string.Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "AzQuantumSession.Tests", "Engine"), "*.cs").Select(File.ReadAllText));

        Assert.True(ids.Length > 25);
        // The first takes 100 s of silence, the second a list of targets that the emulator does not have: the client's and the handlers' tests cause them.
        Assert.Equal(
            [nameof(ErrorIds.RequestTimeout), nameof(ErrorIds.TargetAmbiguous)],
            ids.Where(id => !tests.Contains($"\"{id}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_table_in_docs_has_each_id_and_no_other()
    {
        IEnumerable<string> ids = typeof(ErrorIds).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), ReadTable());
    }

    // The ids in docs/errors.md.
    private static string[] ReadTable() =>
    [
        .. File.ReadLines(Path.Combine(Checkout.Root, "docs", "errors.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value),
    ];

    [GeneratedRegex(@"^\| `(\w+)` \| [\w, ]+ \|")]
    private static partial Regex Row();

    private ScriptResult Refresh() => Run("Get-AzQuantumSession -InputObject $session");
}
