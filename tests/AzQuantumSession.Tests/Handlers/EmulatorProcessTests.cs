using System.Diagnostics;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class EmulatorProcessTests
{
    [Fact]
    public async Task StartAsync_ends_the_process_when_it_is_cancelled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test needs a shell.");
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        string file = folder.GetPath("id");
        // The process never becomes ready.
        Task<EmulatorProcess> starting = EmulatorProcess.StartAsync("sh", ["-c", $"echo $$ > '{file}.new' && mv '{file}.new' '{file}'; exec sleep 600"], stop.Token);
        while (!File.Exists(file))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        using var process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), null));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
