using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Soak.Load;

/// <summary>A random command, or a session with a job. The text of a script never changes, because the engine caches compiled scripts by their texts.</summary>
internal sealed class LoadIteration(EngineSession runspace, Random random, string[] ids, CommandProgress progress)
{
    private const int Shown = 20;

    public Task RunAsync() => random.Next(100) switch
    {
        < 20 => RunAsync("Get-AzQuantumSession -First 20", Shown),
        // The sessions of the start time out after 10 minutes.
        < 30 => RunAsync("Get-AzQuantumSession -Status Waiting, TimedOut -First 20", Shown),
        < 55 => GetByIdAsync(),
        < 60 => RunAsync("Get-AzQuantumSessionTarget ionq.simulator", 1),
        < 62 => RunAsync("Get-AzQuantumSession -Target rigetti.sim.qvm", EmulatorProcess.OtherSessions),
        < 70 => progress.RunAsync("completion", () =>
        {
            Assert.NotEmpty(runspace.Complete("Get-AzQuantumSession -Id "));
            return Task.CompletedTask;
        }),
        _ => RunSessionAsync(),
    };

    private async Task GetByIdAsync()
    {
        runspace["id"] = ids[random.Next(ids.Length)];
        await RunAsync("Get-AzQuantumSession -Id $id", 1);
    }

    private async Task RunSessionAsync()
    {
        runspace["session"] = (await RunAsync("New-AzQuantumSession ionq.simulator -ProviderId ionq", 1)).Single<QuantumSession>();
        runspace["job"] = (await RunAsync("$session | Submit-AzQuantumSessionJob -InputObject $bell", 1)).Single<QuantumSessionJob>();
        await RunAsync("$job | Wait-AzQuantumSessionJob", 1);
        await RunAsync("$job | Receive-AzQuantumSessionJob", 1);
        await RunAsync("$session | Stop-AzQuantumSession", 0);
    }

    private async Task<ScriptResult> RunAsync(string script, int objects)
    {
        ScriptResult result = null!;
        await progress.RunAsync(script, async () => result = await runspace.RunAsync(script));
        result.AssertNoErrors();
        Assert.Equal(objects, result.Output.Count);
        return result;
    }
}
