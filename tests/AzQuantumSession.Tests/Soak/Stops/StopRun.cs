using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>The stops of a campaign: chooses the commands and their phases, and counts.</summary>
internal sealed class StopRun : IAsyncDisposable
{
    private static readonly TimeSpan PromisedTime = TimeSpan.FromSeconds(1);

    // Fewer than the leaks of a run, if each stop left one.
    private const int Tolerance = 100;

    private readonly ConcurrentBag<StopBench> _benches = [];
    private readonly List<(StopScenario Scenario, IReadOnlyList<StopPhase> Phases)> _scenarios = [];
    private readonly ConcurrentDictionary<(StopScenario, StopPhase), int> _stops = new();
    private readonly ConcurrentBag<(TimeSpan Time, string Description)> _times = [];
    private (int Handles, int Threads) _start;

    public static async Task<StopRun> StartAsync(int benches)
    {
        StopRun run = new();
        for (int i = 0; i < benches; i++)
        {
            // Each bench runs each command once, because the first run creates what later runs share.
            StopBench bench = await StopBench.StartAsync();
            run._scenarios.Clear();
            foreach (StopScenario scenario in StopScenarios.All)
            {
                run._scenarios.Add((scenario, await bench.ListPhasesAsync(scenario)));
            }

            run._benches.Add(bench);
        }

        run._start = Count();
        return run;
    }

    /// <summary>Stops the next command in a random phase.</summary>
    public async Task StopAsync(int iteration, Random random)
    {
        (StopScenario scenario, IReadOnlyList<StopPhase> phases) = _scenarios[iteration % _scenarios.Count];
        StopPhase phase = phases[random.Next(phases.Count)];
        Assert.True(_benches.TryTake(out StopBench? bench));
        TimeSpan? time = await bench.StopAsync(scenario, phase, random);
        _benches.Add(bench);
        if (time is not null)
        {
            _stops.AddOrUpdate((scenario, phase), 1, static (_, count) => count + 1);
            _times.Add((time.Value, $"{scenario.FullScript}, {phase}"));
        }
    }

    /// <summary>Asserts that the stops left no handles and threads. They can end after the stops, but they must end.</summary>
    public async Task CheckResourcesAsync()
    {
        if (_times.Count < 2 * Tolerance)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        while (Count() is var (handles, threads) && (handles > _start.Handles + Tolerance || threads > _start.Threads + Tolerance))
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1),
                $"{_times.Count} stops left {handles - _start.Handles} handles and {threads - _start.Threads} threads.");
            await Task.Delay(100);
        }
    }

    public void AddFigures(Campaign campaign)
    {
        (TimeSpan slowest, string description) = _times.Max();
        (int handles, int threads) = Count();
        campaign.Add("Stops", _times.Count);
        campaign.Add("Commands and phases", $"{_stops.Count} of {_scenarios.Sum(scenario => scenario.Phases.Count)}");
        campaign.Add("Stops by phase", string.Join(", ", _stops.GroupBy(stop => stop.Key.Item2.Kind).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Sum(stop => stop.Value)}")));
        campaign.Add("Slowest stop", string.Create(CultureInfo.InvariantCulture, $"{slowest.TotalMilliseconds:0} ms ({description})"));
        campaign.Add("Stops over 1 s", _times.Count(stop => stop.Time > PromisedTime));
        campaign.Add("Handles and threads left", $"{handles - _start.Handles}, {threads - _start.Threads}");
    }

    public async ValueTask DisposeAsync()
    {
        while (_benches.TryTake(out StopBench? bench))
        {
            await bench.DisposeAsync();
        }
    }

    private static (int Handles, int Threads) Count()
    {
        using var process = Process.GetCurrentProcess();
        return (process.HandleCount, process.Threads.Count);
    }
}
