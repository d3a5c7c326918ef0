using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Engine;

public sealed class GetAzQuantumSessionQuotaTests : EngineTests, IClassFixture<GetAzQuantumSessionQuotaTests.TokenFixture>
{
    private const string Token = "token-7a0c5f2e";

    public GetAzQuantumSessionQuotaTests(TokenFixture fixture)
        : base(fixture)
    {
        Session["token"] = SecureStringExtensions.ToSecureString(Token);
        Session["endpoint"] = Workspace.Server.Endpoint;
        Session["id"] = Workspace.Client.Workspace.Id;
    }

    [Fact]
    public async Task Get_AzQuantumSessionQuota_lists_the_quotas_of_a_workspace_of_kind_V1()
    {
        await using EmulatorFixture v1 = await EmulatorFixture.StartAsync(new() { Kind = WorkspaceKind.V1, WorkspaceName = "old" });
        Session["v1"] = v1.Server.ConnectionString;

        ScriptResult result = Run("$null = Connect-AzQuantumWorkspace -ConnectionString $v1 -SkipValidation; Get-AzQuantumSessionQuota; Get-AzQuantumSessionQuota QUANTINUUM, rigetti");

        IReadOnlyList<QuantumQuota> quotas = result.AssertNoErrors().As<QuantumQuota>();
        Assert.Equal(["qgs", "concurrent_sessions", "hqc", "qpu_hours", "hqc"], quotas.Select(quota => quota.Dimension));
        Assert.Equal((12.5m, 0m, 400m, 387.5m, 3.125, "Monthly"), (quotas[2].Used, quotas[2].Held, quotas[2].Limit, quotas[2].Left, quotas[2].UsedPercent, quotas[2].Period));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Get_AzQuantumSessionQuota_joins_the_limits_of_a_workspace_of_kind_V2()
    {
        ScriptResult result = Run("Connect-AzQuantumWorkspace -Id $id -AccessToken $token -ResourceManagerEndpoint $endpoint | Get-AzQuantumSessionQuota");

        Assert.Empty(result.AssertNoErrors().Warnings);
        Assert.Equal(
            [
                ("quantinuum", null, 500m, 225m),
                ("quantinuum", null, 50m, 5m),
                ("quantinuum", "quantinuum.qpu.h2-1", 300m, 218m),
                ("quantinuum", "quantinuum.qpu.h2-1", 30m, 5m),
                ("pasqal", "pasqal.qpu.fresnel", 1200m, (decimal?)null),
            ],
            result.As<QuantumQuota>().Select(quota => (quota.ProviderId, quota.Target, quota.Limit, quota.Used)));
    }

    [Fact]
    public void Get_AzQuantumSessionQuota_with_a_key_warns_once_that_limits_are_not_known()
    {
        ScriptResult result = Run("Get-AzQuantumSessionQuota quantinuum, pasqal").AssertNoErrors();

        Assert.Equal([225m, 5m, 218m, 5m], result.As<QuantumQuota>().Select(quota => quota.Used!.Value));
        Assert.All(result.As<QuantumQuota>(), quota => Assert.Null(quota.Limit));
        Assert.Contains("does not accept the API key", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_AzQuantumSessionQuota_reports_an_unknown_provider_and_is_silent_about_a_provider_without_quotas()
    {
        Assert.Empty(Run("Get-AzQuantumSessionQuota ionq -WarningAction Ignore").AssertNoErrors().Output);

        AssertError(
            RunWithoutOutput("Get-AzQuantumSessionQuota ionq, nobody -WarningAction Ignore"),
            "NotFound",
            ErrorCategory.ObjectNotFound,
            "nobody",
            "Provider 'nobody' is not in workspace 'emulator'");
    }

    [Fact]
    public async Task Get_AzQuantumSessionQuota_reports_a_workspace_without_quotas()
    {
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "malformed", ["path"] = "quotaUsages", ["times"] = 0, ["body"] = """{"value":[],"nextLink":null}""", ["contentType"] = "application/json" });

        ScriptResult result = Run("Get-AzQuantumSessionQuota -WarningAction Ignore");

        Assert.Empty(result.Output);
        AssertError(result.Error, "NotFound", ErrorCategory.ObjectNotFound, message: "No provider has quotas in workspace 'emulator'");
    }

    [Fact]
    public async Task Get_AzQuantumSessionQuota_reports_denied_access()
    {
        await Workspace.FailRequestsAsync(403);

        AssertError(Run("Get-AzQuantumSessionQuota").Error, "AccessDenied", ErrorCategory.PermissionDenied, message: "An API key needs no role");
    }

    /// <summary>An emulator of kind V2 that accepts a token.</summary>
    public sealed class TokenFixture() : EngineFixture(DefaultOptions with { AccessTokens = [Token] });
}
