using System.Collections.Concurrent;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Tests.Handlers;

namespace AzQuantumSession.Tests.Soak.Interleavings;

/// <summary>What must hold for the parts of the module that share the pipeline thread, whatever the order of the events.</summary>
internal static class PipelineInterleavings
{
    /// <summary>What is posted runs once, in the order of each sender, on the pipeline thread. A request runs or is refused, once.</summary>
    public static void RunPipelineThread(Interleaving run)
    {
        const int Senders = 3;
        const int Posts = 4;
        using var stop = new CancellationTokenSource();
        int cancels = 0;
        var context = new PipelineSynchronizationContext(() =>
        {
            cancels++;
            stop.Cancel();
        });
        var executed = new ConcurrentQueue<(int Sender, int Number, int Thread)>();
        int requests = 0;
        (int Sender, int Number) throwing = run.IsOneIn(4) ? (run.Next(Senders), run.Next(Posts)) : (-1, -1);
        for (int sender = 0; sender < Senders; sender++)
        {
            int from = sender;
            run.AddInOrder($"sender {from}", [.. Enumerable.Range(0, Posts).Select(number => (Action)(() => context.Post(
                _ =>
                {
                    executed.Enqueue((from, number, Environment.CurrentManagedThreadId));
                    if ((from, number) == throwing)
                    {
                        throw new InvalidTimeZoneException();
                    }
                },
                null)))]);
            run.Add("request", () => context.Request(() => Interlocked.Increment(ref requests), _ => Interlocked.Increment(ref requests)));
        }

        int thread = 0;
        Exception? error = run.RunOnPipeline(context, async () =>
        {
            thread = Environment.CurrentManagedThreadId;
            for (int i = 0; i < 4; i++)
            {
                await run.AnswerAsync("gate", () => i, stop.Token);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                using PipelineSynchronizationContext.Suspension suspension = context.Suspend();
                Thread.Yield();
            }
        });

        // What arrives afterwards is executed at the next call.
        Assert.All(executed, item => Assert.Equal(thread, item.Thread));
        List<Exception?> errors = [error];
        while (executed.Count < Senders * Posts || requests < Senders)
        {
            errors.Add(run.RunOnPipeline(context, () => run.AnswerAsync("last gate", () => 0, CancellationToken.None)));
        }

        Assert.Equal(Senders, requests);
        for (int sender = 0; sender < Senders; sender++)
        {
            Assert.Equal(Enumerable.Range(0, Posts), executed.Where(item => item.Sender == sender).Select(item => item.Number));
        }

        int thrown = throwing.Sender < 0 ? 0 : 1;
        Assert.Equal(thrown, errors.Count(exception => exception is InvalidTimeZoneException));
        Assert.Equal(thrown, cancels);
        Assert.True(error is null or InvalidTimeZoneException, $"{error}");
    }

    /// <summary>Each item is written once, as a whole; in order, the output of a command that ends early is the beginning of its output.</summary>
    public static void RunConcurrentItems(Interleaving run)
    {
        int count = 1 + run.Next(7);
        int limit = 1 + run.Next(4);
        bool inOrder = run.IsOneIn(2);
        int failing = run.IsOneIn(3) ? run.Next(count) : -1;
        using var stop = new CancellationTokenSource();
        bool cancels = run.IsOneIn(4);
        if (cancels)
        {
            run.AddCancellation("cancel", stop);
        }

        var output = new RecordingCmdletOutput();
        var context = new PipelineSynchronizationContext(stop.Cancel);
        int running = 0;
        int maxRunning = 0;
        Exception? error = run.RunOnPipeline(context, async () =>
        {
            await using var items = new ConcurrentItems(output, limit, stop.Token) { InOrder = inOrder };
            for (int i = 0; i < count; i++)
            {
                int item = i;
                await items.AddAsync((itemOutput, cancellationToken) => ProcessAsync(item, itemOutput, cancellationToken));
            }

            await items.CompleteAsync();
        });

        Assert.Equal(0, running);
        Assert.True(maxRunning <= limit, $"{maxRunning} items ran, but the limit is {limit}.");
        CheckOutput([.. output.Objects.Cast<string>()], [.. Enumerable.Range(0, count).SelectMany(item => new[] { $"{item}a", $"{item}b" })], inOrder);
        Assert.True(error is null || (error is InvalidTimeZoneException && failing >= 0) || (error is OperationCanceledException && cancels), $"{error}");
        if (error is null)
        {
            Assert.Equal((-1, 2 * count), (failing, output.Objects.Count));
        }
        else if (error is InvalidTimeZoneException && inOrder)
        {
            Assert.Equal(2 * (failing + 1), output.Objects.Count);
        }

        async Task ProcessAsync(int item, ICmdletOutput itemOutput, CancellationToken cancellationToken)
        {
            maxRunning = Math.Max(maxRunning, ++running);
            try
            {
                await run.AnswerAsync($"item {item}", () => 0, cancellationToken);
                itemOutput.WriteObject($"{item}a");
                await run.AnswerAsync($"item {item} again", () => 0, cancellationToken);
                itemOutput.WriteObject($"{item}b");
                if (item == failing)
                {
                    throw new InvalidTimeZoneException();
                }
            }
            finally
            {
                running--;
            }
        }
    }

    private static void CheckOutput(string[] written, string[] all, bool inOrder)
    {
        if (inOrder)
        {
            Assert.Equal(all.Take(written.Length), written);
            return;
        }

        Assert.Distinct(written);
        Assert.All(written.Where(text => text[^1] == 'b'), text => Assert.Equal($"{text[..^1]}a", written[Array.IndexOf(written, text) - 1]));
    }

    /// <summary>The jobs of a session are sent one after the other, in the order of the inputs, until the session ends.</summary>
    public static void RunSubmissionQueue(Interleaving run)
    {
        int count = 1 + run.Next(7);
        int ending = run.IsOneIn(3) ? run.Next(count) : -1;
        var queue = new SubmissionQueue("session");
        var sent = new List<int>();
        int sending = 0;
        bool hasEnded = false;
        int done = 0;
        var context = new PipelineSynchronizationContext(static () => { });
        Exception? error = run.RunOnPipeline(context, () => Task.WhenAll(Enumerable.Range(0, count).Select(SubmitAsync)));

        Assert.Null(error);
        Assert.Equal(count, done);
        Assert.Equal(sent.Order(), sent);
        Assert.Equal(ending < 0 ? count : ending + 1, sent.Count);

        async Task SubmitAsync(int job)
        {
            using SubmissionTurn turn = queue.Join();
            await run.AnswerAsync($"upload {job}", () => 0, CancellationToken.None);
            try
            {
                await turn.WaitAsync(queue.Ended);
                queue.Ended.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                done++;
                return;
            }

            Assert.False(hasEnded);
            Assert.Equal(1, Interlocked.Increment(ref sending));
            sent.Add(job);
            Task<QuantumSessionJob> response = run.AnswerAsync(
                $"send {job}",
                () =>
                {
                    Interlocked.Decrement(ref sending);
                    return job == ending ? throw new InvalidTimeZoneException() : new QuantumSessionJob();
                },
                CancellationToken.None);
            turn.EndAfter(response);
            try
            {
                await response;
            }
            catch (InvalidTimeZoneException)
            {
                hasEnded = true;
                await queue.EndAsync();
            }

            done++;
        }
    }

    /// <summary>Items that need the same value at the same time read it once. A failed read is repeated, and is the error of its readers.</summary>
    public static void RunSharedReads(Interleaving run)
    {
        var reads = new SharedReads<int>();
        int reading = 0;
        int succeeded = 0;
        int results = 0;
        int failures = run.Next(3);
        var context = new PipelineSynchronizationContext(static () => { });
        Exception? error = run.RunOnPipeline(context, () => Task.WhenAll(Enumerable.Range(0, 5).Select(ReadAsync)));

        Assert.Null(error);
        Assert.Equal(5, results);
        Assert.True(succeeded <= 1, $"The value was read {succeeded} times.");

        async Task ReadAsync(int item)
        {
            await run.AnswerAsync($"item {item}", () => 0, CancellationToken.None);
            try
            {
                Assert.Equal(42, await reads.GetAsync(null!, "id", SendAsync));
            }
            catch (QuantumServiceException)
            {
                // The error of this item.
            }

            results++;
        }

        async Task<int> SendAsync()
        {
            Assert.Equal(1, ++reading);
            try
            {
                await run.AnswerAsync("read", () => failures-- > 0 ? throw new QuantumServiceException(QuantumErrorKind.Unavailable, "later") : 0, CancellationToken.None);
                succeeded++;
                return 42;
            }
            finally
            {
                reading--;
            }
        }
    }
}
