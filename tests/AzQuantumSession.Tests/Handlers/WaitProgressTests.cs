using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class WaitProgressTests : HandlerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Create_describes_all_that_the_default_view_can_show()
    {
        var progress = new WaitProgress<QuantumSessionJob>(_time);
        _time.Advance(TimeSpan.FromSeconds(42));
        progress.SetNextPoll(Workspace.Client, TimeSpan.FromSeconds(12));

        CmdletProgress created = progress.Create(5, [Job("a", "Executing"), Job("b", "Waiting"), Job("c", "Executing"), null]);

        Assert.Equal(("Waiting for 5 jobs", "1 of 5 done, 00:42, 2 Executing, 1 Waiting, next in 12 s", 20), (created.Activity, created.Status, created.PercentComplete));
        Assert.Equal("'a' is Executing", created.CurrentOperation);
    }

    [Fact]
    public void Create_names_a_single_item()
    {
        var progress = new WaitProgress<QuantumSession>(_time);

        Assert.Equal(("Waiting for a session", "00:00"), Describe(null));
        Assert.Equal(("Waiting for session 'vqe'", "Waiting, 00:00"), Describe(new QuantumSession { Name = "vqe", Status = "Waiting" }));
        Assert.Equal("1 of 1 done, 00:00", progress.Create(1, []).Status);

        (string, string) Describe(QuantumSession? session) => (progress.Create(1, [session]).Activity, progress.Create(1, [session]).Status);
    }

    [Theory]
    [InlineData(3599, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(86_399, "23:59:59")]
    [InlineData(93_784, "1d 02:03:04")]
    public void Create_shows_the_elapsed_time(int seconds, string expected)
    {
        var progress = new WaitProgress<QuantumSession>(_time);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, progress.Create(1, [null]).Status);
    }

    [Fact]
    public void Create_omits_a_poll_that_is_due()
    {
        var progress = new WaitProgress<QuantumSession>(_time);
        progress.SetNextPoll(Workspace.Client, TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("00:02", progress.Create(1, [null]).Status);
    }

    [Theory]
    [InlineData(200, "1 of 5 done, 00:42, 2 Executing, 1 Waiting, next in 12 s")]
    [InlineData(79, "1 of 5 done, 00:42, 2 Executing, 1 Waiting, next in 12 s")]
    [InlineData(78, "1 of 5 done, 00:42, 2 Executing, 1 Waiting")]
    [InlineData(50, "1 of 5 done, 00:42")]
    [InlineData(10, "1 of 5 done")]
    public void FitStatus_omits_the_parts_that_do_not_fit(int width, string expected) => Assert.Equal(
        expected,
        new CmdletProgress("Waiting for 5 jobs", "1 of 5 done, 00:42, 2 Executing, 1 Waiting, next in 12 s").FitStatus(width).Status);

    private static QuantumSessionJob Job(string name, string status) => new() { Name = name, Status = status };
}
