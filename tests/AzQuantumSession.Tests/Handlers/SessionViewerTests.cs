using AzQuantumSession.Handlers;
using Microsoft.Extensions.Time.Testing;

namespace AzQuantumSession.Tests.Handlers;

public sealed class SessionViewerTests : HandlerTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    private IEnumerable<QuantumSessionChart> Charts => Output.Objects.OfType<QuantumSessionChart>();

    [Fact]
    public async Task ShowAsync_reads_the_session_and_its_jobs()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        await Workspace.ForgetRequestsAsync();

        await ShowAsync(session, new());

        Assert.Equal(2, (await Workspace.RequestsAsync()).Count);
        Assert.Single(Charts.Single().Session.Jobs!);
        Assert.StartsWith($"vqe on ionq.simulator: Executing{Environment.NewLine}Id       {session.Id}", Charts.Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ShowAsync_of_an_ended_session_with_its_jobs_sends_no_request(bool follow)
    {
        QuantumSession session = (await OpenClosedAsync(Workspace)).WithJobs([]);
        await Workspace.ForgetRequestsAsync();

        await ShowAsync(session, new() { CanRedraw = true }, follow);

        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Same(session, Charts.Single().Session);
    }

    [Fact]
    public async Task ShowAsync_with_colors_writes_plain_text_too()
    {
        QuantumSession session = await OpenClosedAsync(Workspace);

        await ShowAsync(session, new());
        await ShowAsync(session, new() { CanRedraw = true });

        Assert.Equal([false, true], Charts.Select(chart => chart.ColoredText.Contains('\e', StringComparison.Ordinal)));
        Assert.All(Charts, chart => Assert.DoesNotContain('\e', chart.Text));
        Assert.Equal(Charts.First().Text, $"{Charts.First()}");
    }

    [Fact]
    public async Task Follow_redraws_in_the_window_and_writes_the_ended_session()
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.SubmitAsync(session);
        RecordingScreen screen = new() { CanRedraw = true };

        Task showing = ShowAsync(session, screen, follow: true);
        await WaitForWriteAsync(screen, "Waiting", showing);
        await Workspace.AdvanceAsync(0.5);
        await WaitForWriteAsync(screen, "1 Executing", showing);
        await Workspace.AdvanceAsync(60);
        await Workspace.CloseAsync(session);
        await showing;

        Assert.EndsWith("A\e[J", screen.Writes[^1], StringComparison.Ordinal);
        Assert.Contains("Succeeded", Charts.Single().Text, StringComparison.Ordinal);
        Assert.True(Charts.Single().Session.IsTerminal);
    }

    [Fact]
    public async Task Follow_redraws_every_second_without_a_request()
    {
        QuantumSession session = await Workspace.OpenAsync();
        RecordingScreen screen = new() { CanRedraw = true };
        using var stop = new CancellationTokenSource();

        Task showing = ShowAsync(session, screen, follow: true, TimeSpan.FromMinutes(5), stop.Token);
        await WaitForWriteAsync(screen, "Waiting", showing);
        await Workspace.ForgetRequestsAsync();
        while (screen.Writes.Count < 3)
        {
            // The next redraw may not be scheduled yet.
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Token);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => showing);
        Assert.Empty(await Workspace.RequestsAsync());
        Assert.Empty(Output.Objects);
        Assert.DoesNotContain(screen.Writes, text => text.EndsWith("A\e[J", StringComparison.Ordinal));
        Assert.False((await Workspace.ReadAsync(session)).IsTerminal);
    }

    [Fact]
    public async Task Follow_of_redirected_output_writes_a_line_for_each_change()
    {
        QuantumSession session = await Workspace.OpenAsync();
        string job = await Workspace.SubmitAsync(session);
        RecordingScreen screen = new();

        Task showing = ShowAsync(session, screen, follow: true);
        await WaitForObjectAsync(showing);
        await Workspace.AdvanceAsync(60);
        await Workspace.CloseAsync(session);
        await showing;

        Assert.Empty(screen.Writes);
        Assert.IsType<QuantumSessionChart>(Output.Objects[0]);
        Assert.IsType<QuantumSessionChart>(Output.Objects[^1]);
        string[] lines = [.. Output.Objects.OfType<string>()];
        Assert.Contains(lines, line => line.EndsWith(": Succeeded", StringComparison.Ordinal));
        Assert.EndsWith("Session: Succeeded", lines[^1], StringComparison.Ordinal);
        Assert.NotEmpty(job);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_throws_the_error_of_the_service(bool canRedraw)
    {
        QuantumSession session = await Workspace.OpenAsync();
        await Workspace.FailRequestsAsync(403);

        QuantumServiceException error = await Assert.ThrowsAsync<QuantumServiceException>(() => ShowAsync(session, new() { CanRedraw = canRedraw }, follow: true));

        Assert.Equal(QuantumErrorKind.AccessDenied, error.Kind);
        Assert.Empty(Output.Objects);
    }

    private Task ShowAsync(
        QuantumSession session, RecordingScreen screen, bool follow = false, TimeSpan? interval = null, CancellationToken? stop = null) =>
        new SessionViewer(Output, Resolver, screen, _clock) { Follow = follow, PollingInterval = interval ?? ShortInterval }
            .ShowAsync(ItemReference<QuantumSession>.From(session), null, stop ?? Token);

    private static async Task WaitForWriteAsync(RecordingScreen screen, string text, Task writer)
    {
        while (!screen.Writes.Any(write => write.Contains(text, StringComparison.Ordinal)))
        {
            Assert.False(writer.IsCompleted, $"'{text}' was not drawn.");
            await Task.Delay(20, Token);
        }
    }

    private async Task WaitForObjectAsync(Task writer)
    {
        while (Output.Objects.Count == 0)
        {
            Assert.False(writer.IsCompleted, "Nothing was written.");
            await Task.Delay(20, Token);
        }
    }
}
