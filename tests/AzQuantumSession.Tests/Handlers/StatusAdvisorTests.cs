using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class StatusAdvisorTests
{
    private readonly RecordingCmdletOutput _output = new();

    [Theory]
    [InlineData("Executng", "Executing")]
    [InlineData("succeded", "Succeeded")]
    [InlineData("Failures", "Failure(s)")]
    [InlineData("TimeOut", "TimedOut")]
    public void WarnIfUnknown_suggests_the_nearest_status(string status, string nearest) => AssertAdvice($"Did you mean '{nearest}'?", status);

    [Theory]
    [InlineData("Queued")]
    [InlineData("x")]
    [InlineData("")]
    public void WarnIfUnknown_lists_the_known_statuses_if_none_is_near(string status) =>
        AssertAdvice("The known statuses are Waiting, Executing, Failure(s), Succeeded, Failed, TimedOut.", status);

    [Fact]
    public void WarnIfUnknown_accepts_known_statuses_in_any_case()
    {
        StatusAdvisor.WarnIfUnknown(_output, ["executing", "FAILURE(S)"], SessionStatus.All, "session");

        Assert.Empty(_output.Warnings);
    }

    private void AssertAdvice(string advice, string status)
    {
        StatusAdvisor.WarnIfUnknown(_output, [status], SessionStatus.All, "session");

        Assert.StartsWith($"'{status}' is not a known status of a session. {advice}", Assert.Single(_output.Warnings), StringComparison.Ordinal);
    }
}
