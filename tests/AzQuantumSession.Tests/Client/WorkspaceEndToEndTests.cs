using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Options;

namespace AzQuantumSession.Tests.Client;

/// <summary>Tests the client with the emulator, over HTTP.</summary>
public sealed class WorkspaceEndToEndTests : EmulatedWorkspaceTestBase
{
    [Fact]
    public async Task Session_with_a_job_succeeds_after_CloseSessionAsync()
    {
        QuantumSession session = await Workspace.OpenAsync(tags: ["chem", "it's"]);
        Assert.Equal("Waiting", session.Status);
        Assert.Equal("Abort", session.JobFailurePolicy);
        Assert.True(session.AcceptsJobs);

        string job = await Workspace.SubmitAsync(session);
        Assert.Equal("Executing", (await Workspace.ReadAsync(session)).Status);
        QuantumSession closing = await Workspace.CloseAsync(session);
        Assert.Equal("Executing", closing.Status);

        await Workspace.AdvanceAsync(10);
        QuantumSession ended = await Workspace.ReadAsync(session);
        Assert.Equal("Succeeded", ended.Status);
        Assert.NotNull(ended.EndExecutionTime);
        Assert.Equal(["chem", "it's"], ended.Tags);
        QuantumSessionJob done = Assert.Single(
            await Workspace.Client.ListSessionJobsAsync(session.Id, new ItemFilter(), ClientFixture.Token).ReadAllAsync());
        Assert.Equal(job, done.Id);
        Assert.Equal("Succeeded", done.Status);
        Assert.Equal("", done.OutputDataUri!.Query);
        Assert.Equal(500L, done.InputParams["shots"]);
        Assert.Equal(job, (await Workspace.Client.GetJobAsync(job, ClientFixture.Token)).Id);
    }

    [Fact]
    public async Task CloseSessionAsync_returns_the_final_status_of_an_empty_or_ended_session()
    {
        QuantumSession session = await Workspace.OpenAsync();

        Assert.Equal("Succeeded", (await Workspace.CloseAsync(session)).Status);
        Assert.Equal("Succeeded", (await Workspace.CloseAsync(session)).Status);
    }

    [Theory]
    [InlineData("Abort", "Failed")]
    [InlineData("Continue", "Failure(s)")]
    public async Task Session_status_after_a_failed_job_depends_on_the_failure_policy(string policy, string status)
    {
        QuantumSession session = await Workspace.OpenAsync(policy: policy);
        await Workspace.SubmitAsync(session, fails: true);
        await Workspace.AdvanceAsync(10);
        QuantumSession after = await Workspace.ReadAsync(session);

        Assert.Equal(status, after.Status);
        Assert.Equal(status == "Failed", after.IsTerminal);
        Assert.Equal("Failed", (await Workspace.CloseAsync(session)).Status);
        QuantumSessionJob job = Assert.Single(await Workspace.Client
            .ListSessionJobsAsync(session.Id, new ItemFilter { Statuses = ["failed"] }, ClientFixture.Token).ReadAllAsync());
        Assert.NotNull(job.ErrorData);
    }

    [Fact]
    public async Task Session_times_out_after_10_idle_minutes_and_CloseSessionAsync_returns_it()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.AdvanceAsync(601);

        Assert.Equal("TimedOut", (await Workspace.ReadAsync(session)).Status);
        Assert.Equal("TimedOut", (await Workspace.CloseAsync(session)).Status);
    }

    [Fact]
    public async Task CancelJobAsync_cancels_a_waiting_job()
    {
        QuantumSession session = await Workspace.OpenAsync();
        string job = await Workspace.SubmitAsync(session);
        await Workspace.Client.CancelJobAsync(job, ClientFixture.Token);
        await Workspace.AdvanceAsync(10);

        Assert.Equal("Cancelled", (await Workspace.Client.GetJobAsync(job, ClientFixture.Token)).Status);
    }

    [Fact]
    public async Task OpenSessionAsync_twice_conflicts_only_with_different_content()
    {
        SessionOpenOptions options = new() { Id = Guid.NewGuid().ToString(), Name = "a", ProviderId = "ionq", Target = "ionq.simulator" };
        await Workspace.Client.OpenSessionAsync(options, ClientFixture.Token);
        await Workspace.Client.OpenSessionAsync(options, ClientFixture.Token);
        QuantumServiceException conflict = await ClientFixture.FailureAsync(() => Workspace.Client.OpenSessionAsync(
            new SessionOpenOptions { Id = options.Id, Name = "b", ProviderId = "ionq", Target = "ionq.simulator" }, ClientFixture.Token));

        Assert.Equal(QuantumErrorKind.Conflict, conflict.Kind);
    }

    [Fact]
    public async Task OpenSessionAsync_opens_one_session_if_responses_are_lost()
    {
        await Workspace.LoseResponseAsync("PUT");
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "truncate", ["method"] = "PUT" });
        QuantumSession session = await Workspace.OpenAsync();

        Assert.Equal(3, (await Workspace.RequestsAsync()).Count);
        Assert.Equal(session.Id, Assert.Single(await ListAsync(new ItemFilter())).Id);
    }

    [Fact]
    public async Task CloseSessionAsync_succeeds_if_the_response_is_lost()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.LoseResponseAsync("POST");

        Assert.Equal("Succeeded", (await Workspace.CloseAsync(session)).Status);
    }

    [Fact]
    public async Task Requests_survive_injected_faults()
    {
        await using EmulatorFixture fixture = await EmulatorFixture.StartAsync(settings: ClientFixture.Quick(retries: 4));
        QuantumSession session = await fixture.OpenAsync();
        await fixture.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 429, ["headers"] = new JsonObject { ["retry-after-ms"] = "3" } });
        await fixture.FaultAsync(new JsonObject { ["kind"] = "status", ["status"] = 502, ["body"] = "<html>bad</html>" });
        await fixture.FaultAsync(new JsonObject { ["kind"] = "truncate" });
        await fixture.FaultAsync(new JsonObject { ["kind"] = "malformed" });

        Assert.Equal(session.Id, (await fixture.ReadAsync(session)).Id);

        await fixture.FaultAsync(new JsonObject { ["kind"] = "reset" });
        Assert.Equal(session.Id, (await fixture.ReadAsync(session)).Id);

        await fixture.FaultAsync(new JsonObject { ["kind"] = "malformed", ["times"] = 0 });
        Assert.Equal(QuantumErrorKind.InvalidResponse, (await ClientFixture.FailureAsync(() => fixture.ReadAsync(session))).Kind);
    }

    [Fact]
    public async Task ListSessionsAsync_pages_and_filters_many_sessions()
    {
        for (int i = 0; i < 230; i++)
        {
            await Workspace.AdvanceAsync(1);
            await Workspace.OpenAsync($"n{i:000}", tags: i % 2 == 0 ? ["even"] : ["odd"]);
        }

        QuantumSession echo = await Workspace.OpenAsync("echo", target: "echo-quantinuum", provider: "Microsoft.Test.FirstParty");
        await Workspace.ForgetRequestsAsync();
        List<QuantumSession> first = await Workspace.Client.ListSessionsAsync(new ItemFilter(), ClientFixture.Token).ReadAllAsync(take: 1);
        Assert.Equal("echo", first[0].Name);
        Assert.Single(await Workspace.RequestsAsync());

        List<QuantumSession> all = await ListAsync(new ItemFilter { OrderBy = ItemOrder.Name, Descending = false });
        Assert.Equal(231, all.Count);
        Assert.Equal(231, all.DistinctBy(session => session.Id).Count());
        Assert.Equal(all.Select(session => session.Name).Order(StringComparer.Ordinal), all.Select(session => session.Name));
        // The page after the second page is requested ahead, and the page after it.
        Assert.InRange((await Workspace.RequestsAsync()).Count, 4, 5);

        Assert.Equal("microsoft.test.firstparty", echo.ProviderId);
        Assert.Equal(echo.Id, Assert.Single(await ListAsync(new ItemFilter { ProviderIds = ["Microsoft.Test.FirstParty"] })).Id);
        Assert.Equal(echo.Id, Assert.Single(await ListAsync(new ItemFilter { Targets = ["echo-quantinuum"] })).Id);
        Assert.Equal(115, (await ListAsync(new ItemFilter { Tags = ["EVEN"] })).Count);
        Assert.Equal(10, (await ListAsync(new ItemFilter { Name = name => name.StartsWith("n01", StringComparison.Ordinal) })).Count);
        DateTimeOffset middle = all[100].CreationTime!.Value;
        Assert.Equal(all.Count(session => session.CreationTime >= middle), (await ListAsync(new ItemFilter { CreatedAfter = middle })).Count);
        Assert.Equal(all.Count(session => session.CreationTime <= middle), (await ListAsync(new ItemFilter { CreatedBefore = middle })).Count);
        Assert.Empty(await ListAsync(new ItemFilter { Statuses = ["Failure(s)", "TimedOut"] }));
    }

    [Fact]
    public async Task ListSessionsAsync_supports_every_order()
    {
        await Workspace.OpenAsync();
        foreach (ItemOrder order in Enum.GetValues<ItemOrder>())
        {
            Assert.Single(await ListAsync(new ItemFilter { OrderBy = order }));
        }
    }

    [Fact]
    public async Task ListJobsAsync_lists_the_jobs_of_the_workspace_newest_first()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.AdvanceAsync(1);
        string second = await Workspace.SubmitAsync(session);
        List<QuantumSessionJob> jobs = await Workspace.Client.ListJobsAsync(new ItemFilter { Name = name => name == "step 1" }, ClientFixture.Token).ReadAllAsync();

        Assert.Equal(2, jobs.Count);
        Assert.Equal(second, jobs[0].Id);
        Assert.All(jobs, job => Assert.Equal(session.Id, job.SessionId));
    }

    [Fact]
    public async Task ListTargetsAsync_lists_targets_with_their_provider()
    {
        List<QuantumTarget> targets = await Workspace.Client.ListTargetsAsync(ClientFixture.Token).ReadAllAsync();

        Assert.Equal("ionq", Assert.Single(targets, target => target.Id == "ionq.simulator").ProviderId);
        Assert.Equal("Microsoft.Test.FirstParty", Assert.Single(targets, target => target.Id == "echo-quantinuum").ProviderId, ignoreCase: true);
    }

    [Fact]
    public async Task GetSessionAsync_reports_a_wrong_key_and_a_missing_session()
    {
        QuantumServiceException missing = await ClientFixture.FailureAsync(
            () => Workspace.Client.GetSessionAsync("11111111-1111-1111-1111-111111111111", ClientFixture.Token));
        Assert.Equal(QuantumErrorKind.NotFound, missing.Kind);
        Assert.NotNull(missing.RequestId);

        QuantumWorkspace other = await ClientFixture.ConnectAsync(new WorkspaceConnectionOptions
        {
            ResourceId = Workspace.Client.Workspace.Id,
            Endpoint = Workspace.Server.Endpoint,
            ApiKey = ClientFixture.Secret("wrong"),
            SkipValidation = true,
        });
        QuantumServiceException rejection = await ClientFixture.FailureAsync(() => other.Client!.GetSessionAsync("x", ClientFixture.Token));
        Assert.Equal(QuantumErrorKind.Authentication, rejection.Kind);
    }

    [Fact]
    public async Task ConnectAsync_with_a_token_finds_the_workspace_through_the_resource_manager()
    {
        await using EmulatorFixture fixture = await EmulatorFixture.StartAsync(new EmulatorOptions { AccessTokens = ["let.me.in"] });
        QuantumWorkspace workspace = await ClientFixture.ConnectAsync(new WorkspaceConnectionOptions
        {
            ResourceId = fixture.Client.Workspace.Id,
            ResourceManagerEndpoint = fixture.Server.Endpoint,
            AccessToken = ClientFixture.Secret("let.me.in"),
        });

        Assert.Equal(fixture.Server.Endpoint, workspace.Endpoint);
        Assert.Equal("eastus", workspace.Location);
        Assert.NotEmpty(await workspace.Client!.ListTargetsAsync(ClientFixture.Token).ReadAllAsync(take: 1));
    }

    [Fact]
    public async Task WatchSessionsAsync_lists_many_sessions()
    {
        List<string> ids = [];
        for (int i = 0; i < 20; i++)
        {
            ids.Add((await Workspace.OpenAsync()).Id);
        }

        await Workspace.Client.CloseSessionAsync(ids[0], ClientFixture.Token);
        await Workspace.ForgetRequestsAsync();
        int finalUpdates = 0;
        int updates = 0;
        await foreach (ItemUpdate<QuantumSession> item in Workspace.Client.WatchSessionsAsync(
            [.. ids.Select(id => new WatchedItem<QuantumSession>(id))], null, new PollingOptions { Interval = TimeSpan.Zero }, ClientFixture.Token))
        {
            updates++;
            finalUpdates += item.IsFinal ? 1 : 0;
            if (updates == 40)
            {
                // The second poll ends here. In the next poll, every session has timed out.
                await Workspace.AdvanceAsync(3600);
            }
        }

        IReadOnlyList<string> requests = await Workspace.RequestsAsync();
        Assert.Equal(20, finalUpdates);
        // The session that had ended before the wait is read individually, and the others are listed after their end.
        Assert.Equal(1, requests.Count(request => request.StartsWith("GET sessions/", StringComparison.Ordinal)));
        Assert.InRange(requests.Count, 5, 6);
    }

    private Task<List<QuantumSession>> ListAsync(ItemFilter filter) =>
        Workspace.Client.ListSessionsAsync(filter, ClientFixture.Token).ReadAllAsync();
}
