using AzQuantumSession.Emulator.Options;
using AzQuantumSession.Tests.Emulator;
using AzQuantumSession.Tests.Engine;
using AzQuantumSession.Tests.Soak.Lives;

namespace AzQuantumSession.Tests.Soak;

/// <summary>Lives of sessions while requests fail in all ways. README.md describes the campaign.</summary>
[Collection(CampaignGroup.Name)]
public sealed class LivesTests
{
    private const int Runspaces = 16;

    /// <summary>The lives of a runspace in a round. The faults change between rounds.</summary>
    private const int LivesPerRunspace = 2;

    [Campaign]
    public async Task Lives_under_faults()
    {
        var campaign = new Campaign();
        var figures = new LifeFigures();
        EngineSession[] engines = await Task.WhenAll(Enumerable.Range(0, Runspaces).Select(_ => Task.Run(() => new EngineSession(new EngineSessionOptions()))));
        try
        {
            // All runspaces are busy with one round.
            await campaign.RunAsync(workers: 1, (round, random) => RunRoundAsync(round, random, engines, figures));
        }
        finally
        {
            Array.ForEach(engines, engine => engine.Dispose());
        }

        figures.AddTo(campaign);
        campaign.Report();
    }

    private static async Task RunRoundAsync(int round, Random random, EngineSession[] engines, LifeFigures figures)
    {
        await using TestWorkspace workspace = await TestWorkspace.StartAsync(new EmulatorOptions
        {
            QueueTime = TimeSpan.FromMilliseconds(random.Next(20)),
            JobDuration = TimeSpan.FromMilliseconds(random.Next(100)),
        });
        FaultPlan faults = FaultPlan.Create(random);
        using LifeConnections connections = await LifeConnections.ConnectAsync(workspace.Server, faults, engines.Length);
        await faults.AddToAsync(workspace);

        Life[][] lives = [.. engines.Select((engine, index) => Enumerable.Range(0, LivesPerRunspace)
            .Select(life => new Life($"life-{round}-{index}-{life}", new Random(random.Next()), engine, connections.Choose(random, index))).ToArray())];
        await Task.WhenAll(lives.Select(own => Task.Run(async () =>
        {
            foreach (Life life in own)
            {
                await life.RunAsync();
            }
        })));

        figures.AddFaults(await faults.RemoveFromAsync(workspace));
        LifeReport[] reports = [.. lives.SelectMany(own => own).Select(life => life.Report)];
        figures.Add(reports);
        figures.AddRequests((await workspace.GetAsync("/emulator/requests")).Items.Count);
        try
        {
            await LedgerCheck.RunAsync(workspace, connections.Shared, reports, faults);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Faults: {faults}", exception);
        }
    }
}
