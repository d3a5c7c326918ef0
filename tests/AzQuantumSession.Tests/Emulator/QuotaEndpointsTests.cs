using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Emulator;

public sealed class QuotaEndpointsTests
{
    [Fact]
    public async Task Quotas_of_kind_V1_have_the_properties_of_the_service()
    {
        await using TestWorkspace workspace = await StartAsync(WorkspaceKind.V1);

        JsonObject quota = (await workspace.GetAsync("quotas")).Items[0]!.AsObject();

        Assert.Equal(["dimension", "scope", "providerId", "utilization", "holds", "limit", "period"], quota.Select(property => property.Key));
    }

    [Theory]
    [InlineData("quantinuum", 2)]
    [InlineData("QUANTINUUM", 2)]
    [InlineData("pasqal", 0)]
    [InlineData("ionq", 0)]
    public async Task Quota_usages_of_kind_V2_belong_to_a_provider(string providerId, int count)
    {
        await using TestWorkspace workspace = await StartAsync(WorkspaceKind.V2);

        JsonArray usages = (await workspace.GetAsync($"quotaUsages?providerId={providerId}")).Items;

        Assert.Equal(count, usages.Count);
        Assert.All(usages, usage => Assert.Equal(
            ["providerId", "scope", "targetId", "usage", "lastModifiedTime"], usage!.AsObject().Select(property => property.Key)));
    }

    [Theory]
    [InlineData(WorkspaceKind.V1, "quotaUsages?providerId=ionq", HttpStatusCode.NotFound)]
    [InlineData(WorkspaceKind.V2, "quotas", HttpStatusCode.NotFound)]
    [InlineData(WorkspaceKind.V2, "quotaUsages?providerId=nobody", HttpStatusCode.NotFound)]
    [InlineData(WorkspaceKind.V2, "quotaUsages", HttpStatusCode.BadRequest)]
    [InlineData(WorkspaceKind.V2, "quotaUsages?providerId=", HttpStatusCode.BadRequest)]
    [InlineData(WorkspaceKind.V2, "quotaUsages?targetId=x", HttpStatusCode.BadRequest)]
    public async Task Requests_of_the_other_kind_are_rejected(WorkspaceKind kind, string path, HttpStatusCode status)
    {
        await using TestWorkspace workspace = await StartAsync(kind);

        (await workspace.GetAsync(path)).RequireError(status);
    }

    [Theory]
    [InlineData(WorkspaceKind.V2, "2026-06-15-preview", 2, 1)]
    [InlineData(WorkspaceKind.V2, "2025-12-15-preview", 0, 1)]
    [InlineData(WorkspaceKind.V1, "2026-06-15-preview", 0, 0)]
    public async Task Resource_has_limits_of_targets_in_the_newer_version(WorkspaceKind kind, string version, int targetQuotas, int quotas)
    {
        await using TestWorkspace workspace = await StartAsync(kind);
        workspace.Http.DefaultRequestHeaders.Remove("x-ms-quantum-api-key");
        workspace.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");

        JsonArray providers = (await workspace.GetAsync($"{workspace.Path}?api-version={version}")).Json["properties"]!["providers"]!.AsArray();

        Assert.Equal(targetQuotas, providers.Count(provider => provider!["targetQuotas"] is not null));
        Assert.Equal(quotas, providers.Count(provider => provider!["quotas"] is not null));
    }

    private static Task<TestWorkspace> StartAsync(WorkspaceKind kind) => TestWorkspace.StartAsync(new() { Kind = kind, AccessTokens = ["token"] });
}
