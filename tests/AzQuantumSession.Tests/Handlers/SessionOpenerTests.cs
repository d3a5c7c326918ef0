using System.Management.Automation;
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
        Assert.Equal($"session-{session.Id}", session.Name);
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

    private Task<QuantumSession?> OpenAsync(SessionRequest request) => new SessionOpener(Output, Resolver).OpenAsync(request, null, Token);
}
