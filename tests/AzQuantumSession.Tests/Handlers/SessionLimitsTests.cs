using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionLimitsTests : HandlerTests
{
    [Fact]
    public async Task IsCostExceededBy_is_true_only_above_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);
        session = await Workspace.ReadAsync(session);

        decimal cost = session.CostEstimate!.EstimatedTotal!.Value;

        Assert.False(new SessionLimits { MaxCost = cost }.IsCostExceededBy(session));
        Assert.True(new SessionLimits { MaxCost = cost - 0.0001m }.IsCostExceededBy(session));
        Assert.False(new SessionLimits { MaxCost = 0 }.IsCostExceededBy(await Workspace.OpenAsync()));
        Assert.False(new SessionLimits().IsCostExceededBy(session));
    }

    [Fact]
    public async Task IsDurationExceededBy_is_true_only_after_the_limit()
    {
        QuantumSession session = await Workspace.OpenAsync();
        var limits = new SessionLimits { MaxDuration = TimeSpan.FromMinutes(30) };

        Assert.False(limits.IsDurationExceededBy(session, new FakeTimeProvider(session.CreationTime!.Value.AddMinutes(30))));
        Assert.True(limits.IsDurationExceededBy(session, new FakeTimeProvider(session.CreationTime.Value.AddMinutes(31))));
        Assert.False(new SessionLimits().IsDurationExceededBy(session, TimeProvider.System));
    }

    [Fact]
    public async Task CloseAsync_cancels_the_jobs_and_closes_the_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        (_, string running) = await SubmitEndedAndRunningAsync(session);

        CmdletException error = await new SessionLimits { MaxDuration = TimeSpan.FromMinutes(1) }.CloseAsync(Output, Workspace.Client, session, Token);

        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], await Workspace.PostsAsync());
        Assert.Equal("SessionLimitExceeded", error.ToError().Id);
        Assert.Contains("was open longer than the limit of 00:01:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseAsync_sends_no_request_for_an_ended_session()
    {
        QuantumSession session = await OpenClosedAsync(Workspace);
        await Workspace.ForgetRequestsAsync();

        CmdletException error = await new SessionLimits { MaxDuration = TimeSpan.Zero }.CloseAsync(Output, Workspace.Client, session, Token);

        Assert.Contains("It has ended.", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(1, null, "it costs more than 1")]
    [InlineData(null, 60, "it is open longer than 00:01:00")]
    [InlineData(1, 60, "it costs more than 1 or is open longer than 00:01:00")]
    public void Description_names_the_limits(int? cost, int? seconds, string expected)
    {
        var limits = new SessionLimits { MaxCost = cost, MaxDuration = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value) };

        Assert.True(limits.HasLimit);
        Assert.Equal(expected, limits.Description);
        Assert.False(new SessionLimits().HasLimit);
    }
}
