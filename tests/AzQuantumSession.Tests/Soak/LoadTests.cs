using System.Collections.Concurrent;
using AzQuantumSession.Tests.Engine;
using AzQuantumSession.Tests.Soak.Load;

namespace AzQuantumSession.Tests.Soak;

/// <summary>Many commands in a workspace with many sessions. README.md describes the campaign.</summary>
[Collection(CampaignGroup.Name)]
public sealed class LoadTests
{
    private const int Runspaces = 16;

    /// <summary>The iterations before the first measurement, after which caches and pools are full.</summary>
    private const int WarmUp = 300;

    // Opening the sessions of the long form takes longer than the short form.
    private static readonly TimeSpan ShortForm = TimeSpan.FromMinutes(1);

    [Campaign]
    public async Task Load()
    {
        var campaign = new Campaign();
        int sessions = SoakOptions.Duration > ShortForm ? 100_000 : 3_000;
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync();
        string[] ids = await emulator.OpenSessionsAsync(sessions);

        // Some requests are throttled, so that fewer are in flight than there are runspaces, and the others wait.
        await emulator.AddFaultAsync("""{"kind":"status","status":429,"headers":{"retry-after-ms":"5"},"times":0,"probability":0.005}""");
        var progress = new CommandProgress();
        var runspaces = new ConcurrentBag<EngineSession>(await Task.WhenAll(Enumerable.Range(0, Runspaces).Select(_ => Task.Run(() => Open(emulator)))));
        try
        {
            await WarmUpAsync(runspaces, ids);
            ResourceUsage before = await ResourceUsage.MeasureAsync(emulator.Port);
            int iterations = 0;
            await campaign.RunAsync(Runspaces, async (_, random) =>
            {
                await WithRunspaceAsync(runspaces, runspace => new LoadIteration(runspace, random, ids, progress).RunAsync());
                Interlocked.Increment(ref iterations);
            });
            ResourceUsage after = await ResourceUsage.MeasureUntilAsync(emulator.Port, usage => usage.FindGrowth(before, iterations) is null);

            campaign.Add("Sessions at the start", sessions);
            campaign.Add("Requests", await emulator.CountRequestsAsync());
            before.AddTo(campaign, "before");
            after.AddTo(campaign, "after");
            progress.AddTo(campaign);
            campaign.Report();
            Assert.Null(after.FindGrowth(before, iterations));
            progress.AssertFair();
        }
        finally
        {
            foreach (EngineSession runspace in runspaces)
            {
                runspace.Dispose();
            }
        }
    }

    // Each runspace has its own connection. All connections to a workspace share the limit of requests in flight.
    private static EngineSession Open(EmulatorProcess emulator)
    {
        var session = new EngineSession(new EngineSessionOptions());
        session["connectionString"] = emulator.ConnectionString;
        session["bell"] = Circuits.Bell;
        session.Run("Connect-AzQuantumWorkspace -ConnectionString $connectionString -SkipValidation").AssertNoErrors();
        return session;
    }

    private static Task WarmUpAsync(ConcurrentBag<EngineSession> runspaces, string[] ids)
    {
        int started = 0;
        var discarded = new CommandProgress();
        return Task.WhenAll(Enumerable.Range(0, Runspaces).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            while (Interlocked.Increment(ref started) <= WarmUp)
            {
                await WithRunspaceAsync(runspaces, runspace => new LoadIteration(runspace, random, ids, discarded).RunAsync());
            }
        })));
    }

    private static async Task WithRunspaceAsync(ConcurrentBag<EngineSession> runspaces, Func<EngineSession, Task> run)
    {
        Assert.True(runspaces.TryTake(out EngineSession? runspace));
        try
        {
            await run(runspace);
        }
        finally
        {
            runspaces.Add(runspace);
        }
    }
}
