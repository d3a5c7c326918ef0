using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionLimitsTests : HandlerTests
{
    private static readonly LimitViolation DurationExceeded = new SessionLimits { MaxDuration = TimeSpan.FromMinutes(1) }.DurationExceeded;

    [Fact]
    public async Task FindViolation_counts_the_cost_of_the_jobs()
    {
        QuantumSession session = await Workspace.OpenAsync(target: "ionq.qpu.aria-1");
        await SubmitEndedAndRunningAsync(session);
        session = await ReadAsync(new SessionLimits { MaxCost = 0 }, session);

        decimal cost = session.Cost!.Value;

        Assert.Null(Find(new SessionLimits { MaxCost = cost }, session));
        LimitViolation violation = Find(new SessionLimits { MaxCost = cost - 0.0001m }, session)!;
        Assert.Equal("CostLimitExceeded", violation.ErrorId);
        Assert.Equal($"is estimated to cost at least {session.CostEstimate}, more than the limit of {cost - 0.0001m}", violation.Text);
        Assert.Null(Find(new SessionLimits { MaxCost = 0 }, await Workspace.OpenAsync()));
        Assert.Null(Find(new SessionLimits(), session));
    }

    [Fact]
    public void FindViolation_compares_the_cost_in_each_currency()
    {
        QuantumSession session = new QuantumSession { Status = "Succeeded" }.WithJobs([Job(1, "USD"), Job(3, "EUR")]);

        Assert.Null(Find(new SessionLimits { MaxCost = 3 }, session));
        Assert.Contains("1.00 USD + 3.00 EUR", Find(new SessionLimits { MaxCost = 2 }, session)!.Text, StringComparison.Ordinal);

        static QuantumSessionJob Job(decimal total, string currency) =>
            new() { Status = "Succeeded", CostEstimate = new QuantumCostEstimate { EstimatedTotal = total, CurrencyCode = currency } };
    }

    [Fact]
    public async Task FindViolation_counts_the_duration_of_an_open_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        var limits = new SessionLimits { MaxDuration = TimeSpan.FromMinutes(30) };

        Assert.Null(Find(limits, session, 30));
        Assert.Equal("was open longer than the limit of 00:30:00", Find(limits, session, 31)!.Text);
        Assert.Null(Find(new SessionLimits(), session, 31));
        Assert.Null(Find(limits, await Workspace.CloseAsync(session), 31));
    }

    [Fact]
    public async Task FindViolation_counts_the_jobs_of_an_open_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await SubmitEndedAndRunningAsync(session);
        session = await ReadAsync(new SessionLimits { MaxJobs = 2 }, session);

        Assert.Null(Find(new SessionLimits { MaxJobs = 2 }, session));
        LimitViolation violation = Find(new SessionLimits { MaxJobs = 1 }, session)!;
        Assert.Equal(("SessionLimitExceeded", "has 2 jobs, more than the limit of 1"), (violation.ErrorId, violation.Text));
        Assert.Null(Find(new SessionLimits { MaxJobs = 1 }, new QuantumSession { Status = "Succeeded" }.WithJobs(session.Jobs!)));
    }

    [Theory]
    [InlineData(null, null, 60, false, 0)]
    [InlineData(1, null, null, false, 1)]
    [InlineData(1, null, null, true, 1)]
    [InlineData(null, 1, null, false, 1)]
    [InlineData(null, 1, null, true, 0)]
    public async Task AddJobsAsync_lists_the_jobs_only_if_a_limit_needs_them(int? cost, int? jobs, int? seconds, bool isClosed, int requests)
    {
        QuantumSession session = isClosed ? await OpenClosedAsync(Workspace) : await Workspace.OpenAsync();
        await Workspace.ForgetRequestsAsync();

        await ReadAsync(new SessionLimits { MaxCost = cost, MaxJobs = jobs, MaxDuration = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value) }, session);

        Assert.Equal(requests, (await Workspace.RequestsAsync()).Count);
    }

    [Fact]
    public async Task CloseAsync_cancels_the_jobs_and_closes_the_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        (_, string running) = await SubmitEndedAndRunningAsync(session);

        CmdletException error = await SessionLimits.CloseAsync(Output, Workspace.Client, session, DurationExceeded, TimeProvider.System, Token);

        Assert.Equal([$"POST jobs/{running}:cancel", $"POST sessions/{session.Id}:close"], (await Workspace.PostsAsync()).Order());
        Assert.Equal("SessionLimitExceeded", error.ToError().Id);
        Assert.Contains("was open longer than the limit of 00:01:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseAsync_sends_no_request_for_an_ended_session()
    {
        QuantumSession session = await OpenClosedAsync(Workspace);
        await Workspace.ForgetRequestsAsync();

        CmdletException error = await SessionLimits.CloseAsync(Output, Workspace.Client, session, DurationExceeded, TimeProvider.System, Token);

        Assert.Contains("It has ended.", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Workspace.RequestsAsync());
    }

    [Theory]
    [InlineData(1, null, null, "it costs more than 1")]
    [InlineData(null, 60, null, "it is open longer than 00:01:00")]
    [InlineData(null, null, 1, "it has more than 1 job")]
    [InlineData(1, 60, 3, "it costs more than 1 or is open longer than 00:01:00 or has more than 3 jobs")]
    public void Description_names_the_limits(int? cost, int? seconds, int? jobs, string expected)
    {
        var limits = new SessionLimits { MaxCost = cost, MaxDuration = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), MaxJobs = jobs };

        Assert.True(limits.HasLimit);
        Assert.Equal(expected, limits.Description);
        Assert.False(new SessionLimits().HasLimit);
    }

    private Task<QuantumSession> ReadAsync(SessionLimits limits, QuantumSession session) =>
        new SessionLimitReader(limits, TimeProvider.System).AddJobsAsync(Workspace.Client, session, Token);

    private static LimitViolation? Find(SessionLimits limits, QuantumSession session, int minutes = 0) =>
        limits.FindViolation(session, new FakeTimeProvider((session.CreationTime ?? DateTimeOffset.UnixEpoch).AddMinutes(minutes)));
}
