using System.Management.Automation;
using System.Text.Json.Nodes;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionOpenerTests : HandlerTests
{
    [Fact]
    public async Task OpenAsync_chooses_id_name_and_provider_when_the_user_gives_none()
    {
        QuantumSession? session = await OpenAsync(new SessionRequest("echo-quantinuum"));

        Assert.NotNull(session);
        Assert.Equal($"session-{session.Id[..8]}", session.Name);
        Assert.Equal("microsoft.test.firstparty", session.ProviderId);
    }

    [Fact]
    public async Task OpenAsync_sends_all_given_properties_and_does_not_look_up_a_given_provider()
    {
        var id = Guid.NewGuid();

        QuantumSession? session = await OpenAsync(new SessionRequest("ionq.simulator")
        {
            SessionId = id,
            Name = "vqe",
            ProviderId = "ionq",
            JobFailurePolicy = "Continue",
            Priority = "High",
            Tags = ["chem"],
        });

        Assert.Equal(
            (id.ToString(), "vqe", "Continue", "High", "chem"),
            (session?.Id, session?.Name, session?.JobFailurePolicy, session?.Priority, session?.Tags.Single()));
        Assert.Equal([$"PUT sessions/{id}"], await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task OpenAsync_with_CloseUncertain_closes_a_session_whose_response_was_lost(bool closeUncertain, bool isClosed)
    {
        string id = Guid.NewGuid().ToString();
        await Workspace.FaultAsync(new JsonObject { ["kind"] = "reset", ["method"] = "PUT", ["afterExecution"] = true, ["times"] = 0 });
        var opener = new SessionOpener(Output, Resolver, new TargetFinder()) { CloseUncertain = closeUncertain };

        QuantumServiceException error = await ClientFixture.FailureAsync(
            () => opener.OpenAsync(new SessionRequest("ionq.simulator") { SessionId = Guid.Parse(id), ProviderId = "ionq" }, null, Token));

        Assert.Equal(QuantumErrorKind.Connection, error.Kind);
        Assert.Equal(isClosed, (await Workspace.Client.GetSessionAsync(id, Token)).IsTerminal);
        Assert.Empty(Output.HostErrors);
    }

    [Theory]
    [InlineData("PUT", 0)]
    [InlineData(null, 1)]
    public async Task OpenAsync_with_CloseUncertain_says_which_session_may_be_open(string? method, int hostErrors)
    {
        await Workspace.FailRequestsAsync(503, method: method);
        var opener = new SessionOpener(Output, Resolver, new TargetFinder()) { CloseUncertain = true };

        await ClientFixture.FailureAsync(() => opener.OpenAsync(new SessionRequest("ionq.simulator") { ProviderId = "ionq" }, null, Token));

        Assert.Equal(hostErrors, Output.HostErrors.Count(text => text.Contains("may be open. Close it with: Stop-AzQuantumSession ", StringComparison.Ordinal)));
        _ = Assert.Single((await Workspace.PostsAsync()).Select(request => request.Split('?')[0]).Distinct());
    }

    [Theory]
    [InlineData("""{"kind":"reset","afterExecution":true,"times":0}""", true)]
    [InlineData("""{"kind":"malformed","times":0}""", true)]
    [InlineData("""{"kind":"status","status":504,"times":0}""", true)]
    [InlineData("""{"kind":"status","status":429,"times":0}""", false)]
    [InlineData("""{"kind":"status","status":400}""", false)]
    public async Task OpenAsync_says_which_session_may_be_open(string fault, bool mayBeOpen)
    {
        await Workspace.FaultAsync(JsonNode.Parse(fault)!.AsObject());
        var id = Guid.NewGuid();

        QuantumServiceException error = await ClientFixture.FailureAsync(() => OpenAsync(new SessionRequest("ionq.simulator") { SessionId = id, ProviderId = "ionq" }));

        Assert.Equal(mayBeOpen, error.Message.EndsWith($" The session may be open. Close it with: Stop-AzQuantumSession {id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_says_which_session_may_be_open_if_only_the_first_response_was_lost()
    {
        await Workspace.LoseResponseAsync("PUT");
        await Workspace.FailRequestsAsync(429, method: "PUT");

        QuantumServiceException error = await ClientFixture.FailureAsync(() => OpenAsync(new SessionRequest("ionq.simulator") { ProviderId = "ionq" }));

        Assert.Equal(QuantumErrorKind.Throttled, error.Kind);
        Assert.Contains("The session may be open.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rigetti.qpu.ankaa-3", "Target 'rigetti.qpu.ankaa-3' is Unavailable. ", "https://rigetti.statuspage.io/")]
    [InlineData("pasqal.qpu.fresnel", "Target 'pasqal.qpu.fresnel' is Degraded. ", "https://pasqal.com")]
    public async Task OpenAsync_warns_about_a_target_that_is_not_available(string target, string beginning, string statusPage)
    {
        Assert.NotNull(await OpenAsync(new SessionRequest(target)));

        string warning = Assert.Single(Output.Warnings);
        Assert.StartsWith(beginning, warning, StringComparison.Ordinal);
        Assert.EndsWith($" Status page of the provider: {statusPage}", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_warns_about_a_known_target_without_a_request()
    {
        var target = new QuantumTarget { Id = "ionq.simulator", ProviderId = "ionq", CurrentAvailability = "unavailable" };
        var id = Guid.NewGuid();

        await OpenAsync(new SessionRequest("ionq.simulator") { SessionId = id, ProviderId = "ionq", KnownTarget = target });

        Assert.EndsWith("an idle session times out.", Assert.Single(Output.Warnings), StringComparison.Ordinal);
        Assert.Equal([$"PUT sessions/{id}"], await Workspace.RequestsAsync());
    }

    [Fact]
    public async Task OpenAsync_does_not_warn_about_an_available_target()
    {
        await OpenAsync(new SessionRequest("ionq.simulator"));

        Assert.Empty(Output.Warnings);
    }

    [Fact]
    public async Task OpenAsync_sends_nothing_when_the_user_declines()
    {
        Output.ShouldProcessResult = false;

        Assert.Null(await OpenAsync(new SessionRequest("ionq.simulator") { Name = "vqe" }));

        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Equal(["Open: session 'vqe' on target 'ionq.simulator' in workspace 'emulator'"], Output.Prompts);
    }

    [Fact]
    public async Task OpenAsync_reports_an_unknown_target_and_lists_the_known_targets()
    {
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => OpenAsync(new SessionRequest("nope")));

        Assert.Equal(("TargetNotFound", ErrorCategory.ObjectNotFound), (error.ToError().Id, error.ToError().Category));
        Assert.Contains("ionq.simulator", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTerminating);
    }

    private Task<QuantumSession?> OpenAsync(SessionRequest request) => new SessionOpener(Output, Resolver, new TargetFinder()).OpenAsync(request, null, Token);
}
