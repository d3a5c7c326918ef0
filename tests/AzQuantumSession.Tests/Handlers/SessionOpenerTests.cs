using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionOpenerTests
{
    [Fact]
    public async Task Settles_id_name_and_provider()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        QuantumSession? session = await OpenAsync(rig, new SessionRequest("echo-quantinuum"));
        Assert.NotNull(session);
        Assert.Equal($"session-{session.Id}", session.Name);
        Assert.Equal("microsoft.test.firstparty", session.ProviderId);
    }

    [Fact]
    public async Task Sends_what_the_user_gave_and_does_not_look_for_the_provider_then()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        var id = Guid.NewGuid();
        QuantumSession? session = await OpenAsync(rig, new SessionRequest("ionq.simulator")
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
        Assert.Equal([$"PUT sessions/{id}"], await rig.Workspace.RequestsAsync());
    }

    [Fact]
    public async Task Sends_nothing_when_the_user_does_not_agree()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync(agrees: false);
        Assert.Null(await OpenAsync(rig, new SessionRequest("ionq.simulator") { Name = "vqe" }));
        Assert.Empty(await rig.Workspace.RequestsAsync());
        Assert.Equal(["Open: session 'vqe' on target 'ionq.simulator' in workspace 'emulator'"], rig.Pipeline.Questions);
    }

    [Fact]
    public async Task Says_which_targets_there_are()
    {
        await using HandlerFixture rig = await HandlerFixture.StartAsync();
        CmdletException error = await Assert.ThrowsAsync<CmdletException>(() => OpenAsync(rig, new SessionRequest("nope")));
        Assert.Equal(("TargetNotFound", ErrorCategory.ObjectNotFound), (error.ToError().Id, error.ToError().Category));
        Assert.Contains("ionq.simulator", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTerminating);
    }

    private static Task<QuantumSession?> OpenAsync(HandlerFixture rig, SessionRequest request) =>
        new SessionOpener(rig.Pipeline, rig.Resolver).OpenAsync(request, null, HandlerFixture.Token);
}
