using AzQuantumSession.Tests.Soak.Load;
using Xunit.Sdk;

namespace AzQuantumSession.Tests.Soak;

/// <summary>Tests that the check of the load campaign fails for a starved command.</summary>
public sealed class CommandProgressTests
{
    private readonly CommandProgress _progress = new();

    [Theory]
    [InlineData(320, true)]
    [InlineData(321, false)]
    public async Task AssertFair_fails_if_a_command_is_overtaken_more_than_ten_rounds_as_often_as_others(int overtaken, bool isFair)
    {
        await RunAsync("a", 3);
        await RunAsync("a", 3);
        await RunAsync("a", overtaken);

        Exception? failure = Record.Exception(_progress.AssertFair);

        Assert.Equal(isFair, failure is null);
        Assert.True(failure is null or XunitException);
    }

    /// <summary>Runs a command while others complete.</summary>
    private Task RunAsync(string command, int others) => _progress.RunAsync(command, async () =>
    {
        for (int i = 0; i < others; i++)
        {
            await _progress.RunAsync("other", () => Task.CompletedTask);
        }
    });
}
