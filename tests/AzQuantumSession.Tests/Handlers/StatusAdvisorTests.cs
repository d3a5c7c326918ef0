using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class StatusAdvisorTests
{
    private readonly RecordingCmdletOutput _output = new();

    [Theory]
    [InlineData("Executng", "Did you mean 'Executing'?")]
    [InlineData("succeded", "Did you mean 'Succeeded'?")]
    [InlineData("Failures", "Did you mean 'Failure(s)'?")]
    [InlineData("TimeOut", "Did you mean 'TimedOut'?")]
    [InlineData("Queued", "The known statuses are Waiting, Executing, Failure(s), Succeeded, Failed, TimedOut.")]
    [InlineData("x", "The known statuses are ")]
    [InlineData("", "The known statuses are ")]
    public void WarnIfUnknown_suggests_the_nearest_status(string status, string advice)
    {
        StatusAdvisor.WarnIfUnknown(_output, [status], SessionStatus.All, "session");

        Assert.StartsWith($"'{status}' is not a known status of a session. {advice}", Assert.Single(_output.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void WarnIfUnknown_accepts_known_statuses_in_any_case()
    {
        StatusAdvisor.WarnIfUnknown(_output, ["executing", "FAILURE(S)"], SessionStatus.All, "session");

        Assert.Empty(_output.Warnings);
    }
}
