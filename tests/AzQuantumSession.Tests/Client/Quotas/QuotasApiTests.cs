using AzQuantumSession.Tests.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Quotas;

/// <summary>Tests the quotas of workspaces of both kinds, and the join of usage and limits.</summary>
public sealed class QuotasApiTests
{
    private const string V1Quotas = """
        {"value":[
          {"dimension":"concurrent_sessions","scope":"Workspace","providerId":"ionq","utilization":1,"holds":2,"limit":5,"period":"None"},
          {"dimension":"hqc","scope":"Subscription","providerId":"Quantinuum","utilization":1.25E1,"holds":0.0,"limit":4.0E2,"period":"Monthly"},null],"nextLink":null}
        """;

    private const string Providers = """{"value":[{"id":"ionq","targets":[{"id":"ionq.a"},{"id":"ionq.b"}]},{"id":"pasqal","targets":[{"id":"pasqal.a"}]}]}""";
    private const string Empty = """{"value":[],"nextLink":null}""";

    private readonly FakeCredential.Log _log = new();

    [Fact]
    public async Task ListQuotasAsync_reads_a_workspace_of_kind_V1()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => Reply(request, "V1", V1Quotas));
        using IWorkspaceClient client = await SignInAsync(server);

        WorkspaceQuotas result = await client.ListQuotasAsync([], ClientFixture.Token);

        Assert.Equal((null, 0), (result.LimitsError, result.UnknownProviderIds.Count));
        QuantumQuota sessions = result.Quotas[0];
        Assert.Equal(("ionq", null, "concurrent_sessions", "Workspace", "None"), (sessions.ProviderId, sessions.Target, sessions.Dimension, sessions.Scope, sessions.Period));
        Assert.Equal((5m, 1m, 2m, 2m, 60d), (sessions.Limit, sessions.Used, sessions.Held, sessions.Left, sessions.UsedPercent));
        Assert.Equal((12.5m, 387.5m), (result.Quotas[1].Used, result.Quotas[1].Left));
        Assert.Equal(2, result.Quotas.Count);
        Assert.Single(server.Requests, request => request.Path.EndsWith("/quotas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListQuotasAsync_distinguishes_a_provider_without_quotas_from_an_unknown_provider()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => Reply(request, "V1", V1Quotas));
        using IWorkspaceClient client = await SignInAsync(server);

        WorkspaceQuotas result = await client.ListQuotasAsync(["QUANTINUUM", "pasqal", "nobody"], ClientFixture.Token);

        Assert.Equal("hqc", Assert.Single(result.Quotas).Dimension);
        Assert.Equal(["nobody"], result.UnknownProviderIds);
    }

    [Fact]
    public async Task ListQuotasAsync_reads_the_usage_of_a_provider_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            request => Reply(request, "V2", usages: _ => Empty, more: ""","providers":[{"providerId":"suite"},{"providerId":"SUITE"},{"providerId":"suite"}]"""));
        using IWorkspaceClient client = await SignInAsync(server);
        await client.ListQuotasAsync([], ClientFixture.Token);

        Assert.Single(server.Requests, request => request.Path.EndsWith("/quotaUsages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListQuotasAsync_joins_usage_with_the_limits_of_a_workspace_of_kind_V2()
    {
        const string Limits = """
            ,"providers":[
              {"providerId":"suite","quotas":{"standardMinutesLifetime":500,"highMinutesLifetime":50},
               "targetQuotas":[{"targetId":"suite.t1","standardMinutesLifetime":300},{"targetId":"suite.new","standardMinutesLifetime":100},null]},
              {"providerId":"other"},null]
            """;
        const string Usages = """
            {"value":[
              {"providerId":"suite","scope":"WorkspaceTarget","targetId":"SUITE.T1","usage":{"standardMinutesLifetime":300,"highMinutesLifetime":1},"lastModifiedTime":"2026-10-01T08:30:00Z"},
              {"providerId":"suite","scope":"Workspace","targetId":null,"usage":{"standardMinutesLifetime":40.5}},null],"nextLink":null}
            """;
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => Reply(request, "V2", usages: id => id == "suite" ? Usages : null, more: Limits));
        using IWorkspaceClient client = await SignInAsync(server);

        WorkspaceQuotas result = await client.ListQuotasAsync([], ClientFixture.Token);

        Assert.Null(result.LimitsError);
        Assert.Equal(
            [
                (null, "standardMinutesLifetime", 500m, 40.5m, 459.5m),
                (null, "highMinutesLifetime", 50m, null, null),
                ("suite.new", "standardMinutesLifetime", 100m, null, null),
                ("SUITE.T1", "standardMinutesLifetime", 300m, 300m, 0m),
                ("SUITE.T1", "highMinutesLifetime", null, 1m, null),
            ],
            result.Quotas.Select(quota => (quota.Target, quota.Dimension, quota.Limit, quota.Used, quota.Left)));
        Assert.All(result.Quotas, quota => Assert.Equal(("suite", "minutes", "Lifetime"), (quota.ProviderId, quota.Unit, quota.Period)));
        Assert.Equal(("WorkspaceTarget", 100d), (result.Quotas[3].Scope, result.Quotas[3].UsedPercent));
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 8, 30, 0, TimeSpan.Zero), result.Quotas[3].LastModifiedTime);
        Assert.Single(server.Requests, request => request.Target.EndsWith("?api-version=2026-06-15-preview", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListQuotasAsync_with_a_key_has_usage_without_limits()
    {
        const string Usage = """{"value":[{"providerId":"ionq","targetId":"ionq.a","usage":{"standardMinutesLifetime":3}}]}""";
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => Reply(request, "V2", usages: id => id == "ionq" ? Usage : null));
        using IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint);

        WorkspaceQuotas result = await client.ListQuotasAsync(["ionq", "nobody"], ClientFixture.Token);

        QuantumQuota quota = Assert.Single(result.Quotas);
        Assert.Equal(("ionq.a", null, 3m, null), (quota.Target, quota.Limit, quota.Used, quota.UsedPercent));
        Assert.Contains("does not accept the API key", result.LimitsError, StringComparison.Ordinal);
        Assert.Equal(["nobody"], result.UnknownProviderIds);
        Assert.Equal(["quotas", "providerStatus", "quotaUsages"], server.Requests.Select(request => request.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task ListQuotasAsync_with_a_key_reports_a_workspace_that_has_neither_list()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(request => Reply(request, "V2"));
        using IWorkspaceClient client = await ClientFixture.ConnectAsync(server.Endpoint);

        QuantumServiceException failure = await ClientFixture.FailureAsync(() => client.ListQuotasAsync([], ClientFixture.Token));

        Assert.Contains("/quotas", failure.ErrorData!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListQuotasAsync_has_no_limits_if_the_resource_manager_denies_access()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            request => request.Target.EndsWith("?api-version=2026-06-15-preview", StringComparison.Ordinal)
                ? ScriptedReply.Error(403, "Forbidden", "no role")
                : Reply(request, "V2", usages: _ => Empty));
        using IWorkspaceClient client = await SignInAsync(server);

        WorkspaceQuotas result = await client.ListQuotasAsync([], ClientFixture.Token);

        Assert.Empty(result.Quotas);
        Assert.Contains("no role", result.LimitsError, StringComparison.Ordinal);
    }

    // A server that is the resource manager and the data plane.
    private static ScriptedReply Reply(
        RecordedRequest request, string kind, string? quotas = null, Func<string?, string?>? usages = null, string more = "")
    {
        string? body = request.Path.Split('/')[^1] switch
        {
            "quotas" => quotas,
            "quotaUsages" => usages?.Invoke(request.Query("providerId")),
            "providerStatus" => Providers,
            _ => $$$"""{"location":"eastus","properties":{"endpointUri":"http://{{{request.Headers["Host"]}}}/","workspaceKind":"{{{kind}}}"{{{more}}}}}""",
        };
        return body is null ? ScriptedReply.Error(404, "NotFound", request.Path) : ScriptedReply.Json(body);
    }

    private async Task<IWorkspaceClient> SignInAsync(ScriptedServer server)
    {
        WorkspaceConnectionOptions options = new() { ResourceId = ClientFixture.WorkspacePath, ResourceManagerEndpoint = server.Endpoint, SkipValidation = true };
        return (await ClientFixture.ConnectAsync(options, ClientFixture.Quick() with { CreateCredential = (_, _) => _log.Create() })).Client!;
    }
}
