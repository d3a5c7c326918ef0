using System.Collections.Concurrent;
using AzQuantumSession.Client.Credentials;
using AzQuantumSession.Client.Http;
using AzQuantumSession.Client.Jobs;
using AzQuantumSession.Tests.Client.Credentials;
using AzQuantumSession.Tests.Client.Jobs;
using Azure;
using Azure.Core;

namespace AzQuantumSession.Tests.Soak.Interleavings;

/// <summary>What must hold for the parts of the client that several requests share, whatever the order of the events.</summary>
internal static class ClientInterleavings
{
    /// <summary>Callers share one token request. Its failure, and the cancellation of a caller, concern only those that it must.</summary>
    public static void RunTokenCache(Interleaving run)
    {
        int fetching = 0;
        int failures = run.IsOneIn(3) ? 1 + run.Next(2) : 0;
        int failed = 0;
        int cancelled = 0;
        var log = new FakeCredential.Log();
        log.Get = async (number, cancellationToken) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref fetching));
            try
            {
                return await run.AnswerAsync(
                    $"token {number}",
                    () => number <= failures ? throw new InvalidTimeZoneException() : new AccessToken($"token-{number}", DateTimeOffset.MaxValue),
                    cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref fetching);
            }
        };
        using var credential = new RenewableCredential(log.Create);
        using var cache = new TokenCache(credential, "credential", "scope/.default", run.Time);
        var tokens = new ConcurrentBag<string>();
        run.Run(Task.WhenAll(Enumerable.Range(0, 5).Select(CallAsync)));

        Assert.Equal(5, tokens.Count + failed + cancelled);
        Assert.True(failed == 0 || failures > 0);
        Assert.True(tokens.Distinct().Count() <= 1, "More than one token was used.");
        Assert.True(cancelled > 0 || failures > 0 || log.Count == 1, $"{log.Count} tokens were requested.");

        async Task CallAsync(int caller)
        {
            using var stop = new CancellationTokenSource();
            await run.AnswerAsync($"call {caller}", () => 0, CancellationToken.None).ConfigureAwait(false);
            if (run.IsOneIn(5))
            {
                run.AddCancellation($"cancel {caller}", stop);
            }

            try
            {
                tokens.Add(await cache.GetAsync(stop.Token).ConfigureAwait(false));
            }
            catch (QuantumServiceException)
            {
                Interlocked.Increment(ref failed);
            }
            catch (OperationCanceledException)
            {
                Assert.True(stop.IsCancellationRequested);
                Interlocked.Increment(ref cancelled);
            }
        }
    }

    /// <summary>The requests in flight stay within the limit, each request gets its turn, and its place is free afterwards.</summary>
    public static void RunRequestThrottle(Interleaving run)
    {
        var throttle = new RequestThrottle(run.Time);
        int active = 0;
        int successes = 0;
        int[] tickets = [.. Enumerable.Range(0, 1 + run.Next(4)).Select(_ => throttle.EnterAsync(CancellationToken.None).AsTask().Result)];
        foreach (int ticket in tickets)
        {
            throttle.Leave(ticket, new ScriptedResponse(429));
        }

        int firstLimit = throttle.Limit;
        run.Run(Task.WhenAll(Enumerable.Range(0, 8).Select(SendAsync)));
        while (run.Time.TryFire())
        {
        }

        Assert.Equal(0, active);
        int free = 0;
        while (throttle.EnterAsync(CancellationToken.None).AsTask().IsCompleted)
        {
            free++;
        }

        Assert.Equal(throttle.Limit, free);

        async Task SendAsync(int request)
        {
            using var stop = new CancellationTokenSource();
            if (run.IsOneIn(5))
            {
                run.AddCancellation($"cancel {request}", stop);
            }

            try
            {
                int ticket = await throttle.EnterAsync(stop.Token).ConfigureAwait(false);
                Assert.InRange(Interlocked.Increment(ref active), 1, firstLimit + Volatile.Read(ref successes));
                Response? response = await run.AnswerAsync($"response {request}", () => CreateResponse(run), CancellationToken.None).ConfigureAwait(false);
                Interlocked.Decrement(ref active);
                Interlocked.Add(ref successes, response?.Status == 200 ? 1 : 0);
                throttle.Leave(ticket, response);
            }
            catch (OperationCanceledException)
            {
                Assert.True(stop.IsCancellationRequested);
            }
        }
    }

    /// <summary>Each job has its own id and its own container, which is requested at most once.</summary>
    public static void RunContainerPrefetcher(Interleaving run)
    {
        var requested = new ConcurrentBag<string>();
        var ids = new ConcurrentBag<string>();
        using var prefetcher = new ContainerPrefetcher(
            (id, cancellationToken) =>
            {
                requested.Add(id);
                return run.AnswerAsync($"container {requested.Count}", () => run.IsOneIn(5) ? throw new InvalidTimeZoneException() : CreateUri(id), cancellationToken);
            },
            isEnabled: true,
            run.Time);
        if (run.IsOneIn(4))
        {
            run.Add("dispose", prefetcher.Dispose);
        }

        run.Run(Task.WhenAll(SubmitAsync("a"), SubmitAsync("a"), SubmitAsync("b")));

        Assert.Equal(9, ids.Count);
        Assert.Distinct(ids);
        Assert.Distinct(requested);

        async Task SubmitAsync(string session)
        {
            for (int i = 0; i < 3; i++)
            {
                await run.AnswerAsync($"submit {session}", () => 0, CancellationToken.None).ConfigureAwait(false);
                string id = prefetcher.CreateJobId(session);
                ids.Add(id);
                Uri? uri = await prefetcher.TakeAsync(JobSubmissionFactory.Create(Stream.Null, id, session), CancellationToken.None).ConfigureAwait(false);
                Assert.True(uri is null || uri == CreateUri(id));
                prefetcher.RecordSubmission(session);
            }
        }
    }

    private static Uri CreateUri(string id) => new($"https://account.example/job-{id}?sv=1&se=2099-01-01T00%3A00%3A00Z&sig=x");

    private static ScriptedResponse? CreateResponse(Interleaving run) => run.Next(4) switch
    {
        0 => null,
        1 => new ScriptedResponse(429),
        2 => new ScriptedResponse(429, ("Retry-After", "3")),
        _ => new ScriptedResponse(200),
    };
}
