using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Tests.Handlers;

public sealed class ConcurrentItemsTests
{
    private const int Limit = 3;

    private readonly RecordingCmdletOutput _output = new();
    private readonly Dictionary<int, TaskCompletionSource> _responses = [];
    private readonly List<int> _started = [];
    private readonly List<CancellationToken> _tokens = [];

    [Fact]
    public void Items_are_written_in_their_order_when_they_complete_in_another_order() => Run(async items =>
    {
        await AddAsync(items, 1);
        await AddAsync(items, 2);

        Respond(2);
        await DrainAsync();
        Assert.Empty(_output.Objects);

        Respond(1);
        await items.CompleteAsync();
        Assert.Equal([1, 2], _output.Objects);
        Assert.Equal(["item 1", "item 2"], _output.Verbose);
    });

    [Fact]
    public void Items_are_written_as_they_complete_without_an_order() => Run(
        async items =>
        {
            await AddAsync(items, 1);
            await AddAsync(items, 2);

            Respond(2);
            await DrainAsync();
            Assert.Equal([2], _output.Objects);

            Respond(1);
            await items.CompleteAsync();
            Assert.Equal([2, 1], _output.Objects);
        },
        inOrder: false);

    [Fact]
    public void AddAsync_waits_until_fewer_items_than_the_limit_are_not_written() => Run(async items =>
    {
        await AddAsync(items, 1);
        await AddAsync(items, 2);
        Task third = AddAsync(items, 3);

        Respond(2);
        Respond(3);
        await DrainAsync();
        Assert.False(third.IsCompleted);

        Respond(1);
        await third;
        await items.CompleteAsync();
        Assert.Equal([1, 2, 3], _output.Objects);
    });

    [Fact]
    public void AddAsync_with_the_limit_1_writes_an_item_before_the_next_is_started() => Run(
        async items =>
        {
            Task first = AddAsync(items, 1);
            Assert.False(first.IsCompleted);
            Respond(1);
            await first;
            Assert.Equal([1], _output.Objects);

            Task second = AddAsync(items, 2);
            Respond(2);
            await second;
            Assert.Equal([1, 2], _output.Objects);
        },
        limit: 1);

    [Fact]
    public void Thousands_of_items_are_never_more_than_the_limit() => Run(async items =>
    {
        int open = 0;
        int most = 0;
        for (int i = 0; i < 5_000; i++)
        {
            int number = i;
            await items.AddAsync(async (output, _) =>
            {
                most = Math.Max(most, ++open);
                await Task.Yield();
                output.WriteObject(number);
                open--;
            });
        }

        await items.CompleteAsync();

        Assert.Equal(Limit, most);
        Assert.Equal(Enumerable.Range(0, 5_000), _output.Objects.Cast<int>());
    });

    [Fact]
    public void An_exception_of_an_item_follows_the_output_before_it_and_cancels_the_items_after_it() => Run(async items =>
    {
        await AddAsync(items, 1);
        await items.AddAsync(async (output, _) =>
        {
            output.WriteObject(2);
            await Task.Yield();
            throw new CmdletException("Id", ErrorCategory.NotSpecified, "not connected") { IsTerminating = true };
        });
        Task third = AddAsync(items, 3);
        await DrainAsync();
        Assert.Empty(_output.Objects);
        Assert.False(_tokens[^1].IsCancellationRequested);

        Respond(1);
        await third;

        Assert.Equal("not connected", (await Assert.ThrowsAsync<CmdletException>(items.CompleteAsync)).Message);
        Assert.Equal([1, 2], _output.Objects);
        Assert.True(_tokens[^1].IsCancellationRequested);
        await Assert.ThrowsAsync<CmdletException>(() => AddAsync(items, 4));
        Assert.Equal([1, 3], _started);
    });

    [Fact]
    public void An_exception_of_the_pipeline_ends_the_command_and_nothing_is_written_again()
    {
        var output = new RecordingCmdletOutput { ThrowOnError = new InvalidOperationException("The pipeline has been stopped.") };
        Run(
            async items =>
            {
                await items.AddAsync(async (itemOutput, _) =>
                {
                    await Task.Yield();
                    itemOutput.WriteObject(1);
                    itemOutput.WriteError(new CmdletException("Id", ErrorCategory.NotSpecified, "first").ToError());
                    itemOutput.WriteObject(2);
                });
                await AddAsync(items, 3);

                await Assert.ThrowsAsync<InvalidOperationException>(items.CompleteAsync);
                Assert.Throws<InvalidOperationException>(items.ThrowIfFailed);
            },
            output: output);
        Assert.Equal([1], output.Objects);
    }

    [Fact]
    public void DisposeAsync_cancels_the_items_and_waits_for_them()
    {
        bool isCleaned = false;
        Run(async items =>
        {
            await items.AddAsync(async (_, cancellationToken) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    await Task.Yield();
                    isCleaned = true;
                }
            });
        });
        Assert.True(isCleaned);
        Assert.Empty(_output.Objects);
    }

    [Fact]
    public void The_request_log_of_an_item_is_written_with_its_output()
    {
        List<string> log = [];
        using var host = new RecordingClientHost(log.Add);
        Run(async items =>
        {
            await AddAsync(items, 1);
            await items.AddAsync(async (output, _) =>
            {
                await Task.Run(() => ClientHost.Current!.WriteVerbose("GET jobs/2"), CancellationToken.None);
                output.WriteObject(2);
            });
            await DrainAsync();
            Assert.Empty(_output.Verbose);

            Respond(1);
            await items.CompleteAsync();
        });

        Assert.Equal(["item 1", "GET jobs/2"], _output.Verbose);
        Assert.Empty(log);
    }

    private static async Task DrainAsync()
    {
        for (int i = 0; i < 20; i++)
        {
            await Task.Yield();
        }
    }

    private void Respond(int number) => _responses[number].SetResult();

    private Task AddAsync(ConcurrentItems items, int number) => items.AddAsync(async (output, cancellationToken) =>
    {
        _started.Add(number);
        _tokens.Add(cancellationToken);
        output.WriteVerbose($"item {number}");
        _responses[number] = new TaskCompletionSource();
        await _responses[number].Task.WaitAsync(cancellationToken);
        output.WriteObject(number);
    });

    // On a pipeline thread, as in a command.
    private void Run(Func<ConcurrentItems, Task> test, int limit = Limit, bool inOrder = true, RecordingCmdletOutput? output = null) =>
        new PipelineSynchronizationContext(() => { }).Run(async () =>
        {
            await using var items = new ConcurrentItems(output ?? _output, limit, ClientFixture.Token) { InOrder = inOrder };
            await test(items);
        });
}
