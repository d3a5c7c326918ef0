using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class CmdletClientHostTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WriteDelayWarning_warns_once_for_requests_that_wait_until_about_the_same_time()
    {
        List<string> warnings = [];
        var thread = new PipelineSynchronizationContext(() => { });
        var host = new CmdletClientHost(thread, warnings.Add, null);

        thread.Run(() =>
        {
            host.WriteDelayWarning("first", End);
            host.WriteDelayWarning("same", End.AddSeconds(2));
            host.WriteDelayWarning("earlier", End.AddSeconds(-30));
            host.WriteDelayWarning("later", End.AddMinutes(2));
            return Task.CompletedTask;
        });

        Assert.Equal(["first", "later"], warnings);
    }
}
