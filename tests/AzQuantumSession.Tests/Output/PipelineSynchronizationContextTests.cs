using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Output;

public sealed class PipelineSynchronizationContextTests
{
    [Fact]
    public void Every_continuation_comes_back_to_the_calling_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        var seen = new List<int>();
        PipelineSynchronizationContext.Run(
            async () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    seen.Add(Environment.CurrentManagedThreadId);
                    await Task.Run(() => { }, CancellationToken.None);
                }

                seen.Add(Environment.CurrentManagedThreadId);
            },
            NotCancelled);
        Assert.Equal([caller, caller, caller, caller], seen);
    }

    [Fact]
    public void The_context_of_the_caller_is_restored()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        PipelineSynchronizationContext.Run(async () => await Task.Yield(), NotCancelled);
        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void A_pump_may_run_inside_another()
    {
        var order = new List<string>();
        PipelineSynchronizationContext.Run(
            async () =>
            {
                await Task.Yield();
                PipelineSynchronizationContext.Run(
                    async () =>
                    {
                        await Task.Yield();
                        order.Add("inner");
                    },
                    NotCancelled);
                await Task.Yield();
                order.Add("outer");
            },
            NotCancelled);
        Assert.Equal(["inner", "outer"], order);
    }

    [Fact]
    public void An_exception_is_rethrown_as_it_was_after_every_finally_has_run()
    {
        bool cleaned = false;
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => PipelineSynchronizationContext.Run(
            async () =>
            {
                try
                {
                    await Task.Yield();
                    throw new InvalidOperationException("broken pipe");
                }
                finally
                {
                    await Task.Run(() => { }, CancellationToken.None);
                    cleaned = true;
                }
            },
            NotCancelled));
        Assert.Equal("broken pipe", thrown.Message);
        Assert.True(cleaned);
    }

    [Fact]
    public void A_line_that_cannot_be_written_cancels_the_block_and_is_rethrown()
    {
        using var stop = new CancellationTokenSource();
        bool ended = false;
        Assert.Throws<TimeoutException>(() => PipelineSynchronizationContext.Run(
            async () =>
            {
                SynchronizationContext.Current!.Post(_ => throw new TimeoutException(), null);
                try
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }
                finally
                {
                    ended = true;
                }
            },
            stop.Cancel));
        Assert.True(ended);
    }

    [Fact]
    public void Many_lines_that_cannot_be_written_do_not_keep_the_block_from_its_end()
    {
        bool ended = false;
        Assert.Throws<TimeoutException>(() => PipelineSynchronizationContext.Run(
            async () =>
            {
                SynchronizationContext.Current!.Post(_ => throw new TimeoutException(), null);
                SynchronizationContext.Current!.Post(_ => throw new InvalidDataException(), null);
                await Task.Yield();
                await Task.Delay(50, CancellationToken.None);
                ended = true;
            },
            () => { }));
        Assert.True(ended);
    }

    [Fact]
    public void What_is_posted_before_the_end_is_run()
    {
        var lines = new List<string>();
        PipelineSynchronizationContext.Run(
            () =>
            {
                SynchronizationContext.Current!.Post(_ => lines.Add("posted"), null);
                return Task.CompletedTask;
            },
            NotCancelled);
        Assert.Equal(["posted"], lines);
    }

    private static void NotCancelled() => Assert.Fail("Nothing broke, so nothing should be cancelled.");
}
