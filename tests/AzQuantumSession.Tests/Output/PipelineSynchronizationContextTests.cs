using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Output;

public sealed class PipelineSynchronizationContextTests
{
    [Fact]
    public void Run_executes_every_continuation_on_the_calling_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        var threadIds = new List<int>();
        new PipelineSynchronizationContext(FailIfCancelled).Run(
            async () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    threadIds.Add(Environment.CurrentManagedThreadId);
                    await Task.Run(() => { }, CancellationToken.None);
                }

                threadIds.Add(Environment.CurrentManagedThreadId);
            });
        Assert.Equal([caller, caller, caller, caller], threadIds);
    }

    [Fact]
    public void Run_restores_the_context_of_the_caller()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        new PipelineSynchronizationContext(FailIfCancelled).Run(async () => await Task.Yield());
        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void Run_in_a_block_completes_before_the_outer_block_continues()
    {
        var order = new List<string>();
        new PipelineSynchronizationContext(FailIfCancelled).Run(
            async () =>
            {
                await Task.Yield();
                new PipelineSynchronizationContext(FailIfCancelled).Run(
                    async () =>
                    {
                        await Task.Yield();
                        order.Add("inner");
                    });
                await Task.Yield();
                order.Add("outer");
            });
        Assert.Equal(["inner", "outer"], order);
    }

    [Fact]
    public void Run_rethrows_an_exception_unchanged_after_all_finally_blocks()
    {
        bool cleaned = false;
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => new PipelineSynchronizationContext(FailIfCancelled).Run(
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
            }));
        Assert.Equal("broken pipe", thrown.Message);
        Assert.True(cleaned);
    }

    [Fact]
    public void Run_cancels_the_block_and_rethrows_when_a_posted_callback_throws()
    {
        using var stop = new CancellationTokenSource();
        bool ended = false;
        Assert.Throws<TimeoutException>(() => new PipelineSynchronizationContext(stop.Cancel).Run(
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
            }));
        Assert.True(ended);
    }

    [Fact]
    public void Run_completes_the_block_when_several_posted_callbacks_throw()
    {
        bool ended = false;
        Assert.Throws<TimeoutException>(() => new PipelineSynchronizationContext(() => { }).Run(
            async () =>
            {
                SynchronizationContext.Current!.Post(_ => throw new TimeoutException(), null);
                SynchronizationContext.Current!.Post(_ => throw new InvalidDataException(), null);
                await Task.Yield();
                await Task.Delay(50, CancellationToken.None);
                ended = true;
            }));
        Assert.True(ended);
    }

    [Fact]
    public void Run_executes_a_callback_that_is_posted_before_the_end()
    {
        var executed = new List<string>();
        new PipelineSynchronizationContext(FailIfCancelled).Run(
            () =>
            {
                SynchronizationContext.Current!.Post(_ => executed.Add("posted"), null);
                return Task.CompletedTask;
            });
        Assert.Equal(["posted"], executed);
    }

    [Fact]
    public void Request_is_executed_on_the_calling_thread_while_the_block_runs()
    {
        int caller = Environment.CurrentManagedThreadId;
        var context = new PipelineSynchronizationContext(FailIfCancelled);
        int? executed = null;
        context.Run(async () => await Task.Run(async () =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.Request(
                () =>
                {
                    executed = Environment.CurrentManagedThreadId;
                    done.SetResult();
                },
                _ => done.SetException(new InvalidOperationException("refused")));
            await done.Task;
        }));
        Assert.Equal(caller, executed);
    }

    [Fact]
    public void Request_is_refused_while_the_context_is_suspended_and_when_nothing_runs()
    {
        var context = new PipelineSynchronizationContext(FailIfCancelled);
        List<Task> refusals = [];
        context.Run(() =>
        {
            context.Request(Execute, refusals.Add);
            using (context.Suspend())
            {
                _ = Assert.Single(refusals);
                context.Request(Execute, refusals.Add);
                Assert.NotSame(context, SynchronizationContext.Current);
            }

            Assert.Same(context, SynchronizationContext.Current);
            return Task.CompletedTask;
        });
        Assert.All(refusals, available => Assert.True(available.IsCompleted));
        context.Request(Execute, refusals.Add);
        Assert.Equal(3, refusals.Count);
        Assert.False(refusals[2].IsCompleted);
        context.Run(() => Task.CompletedTask);
        Assert.True(refusals[2].IsCompleted);

        static void Execute() => Assert.Fail("The request was executed.");
    }

    private static void FailIfCancelled() => Assert.Fail("The block was cancelled without an exception.");
}
