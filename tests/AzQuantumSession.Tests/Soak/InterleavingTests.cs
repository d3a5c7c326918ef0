using System.Collections.Concurrent;
using System.Globalization;
using AzQuantumSession.Tests.Soak.Interleavings;

namespace AzQuantumSession.Tests.Soak;

/// <summary>The parts that several threads or continuations use lose nothing and never wait for each other, whatever the order of the events.</summary>
[Collection(CampaignGroup.Name)]
public sealed class InterleavingTests
{
    // A thread is created for each batch.
    private const int BatchSize = 25;

    private static readonly (string Name, Action<Interleaving> Run)[] Parts =
    [
        ("PipelineSynchronizationContext", PipelineInterleavings.RunPipelineThread),
        ("ConcurrentItems", PipelineInterleavings.RunConcurrentItems),
        ("SubmissionQueue", PipelineInterleavings.RunSubmissionQueue),
        ("SharedReads", PipelineInterleavings.RunSharedReads),
        ("TokenCache", ClientInterleavings.RunTokenCache),
        ("RequestThrottle", ClientInterleavings.RunRequestThrottle),
        ("ContainerPrefetcher", ClientInterleavings.RunContainerPrefetcher),
        ("PageQueue", PageInterleavings.RunPageQueue),
        ("Poller", WaitInterleavings.RunPoller),
        ("ItemWaiter", WaitInterleavings.RunWaiter),
    ];

    [Campaign]
    public async Task Interleavings()
    {
        var campaign = new Campaign();
        var counts = new ConcurrentDictionary<string, int>();

        // A second worker would keep the thread pool from being idle.
        await campaign.RunAsync(workers: 1, (iteration, random) => Task.Factory.StartNew(
            () =>
            {
                (string name, Action<Interleaving> part) = Parts[iteration % Parts.Length];
                RunBatch(name, part, random);
                counts.AddOrUpdate(name, BatchSize, static (_, count) => count + BatchSize);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        foreach ((string name, int count) in counts.OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            campaign.Add(name, count.ToString(CultureInfo.InvariantCulture));
        }

        campaign.Report();
    }

    private static void RunBatch(string name, Action<Interleaving> part, Random random)
    {
        for (int i = 0; i < BatchSize; i++)
        {
            var run = new Interleaving(new Random(random.Next()));
            try
            {
                part(run);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name} failed after: {run.Trace}", e);
            }
        }
    }
}
