using System.Management.Automation;
using AzQuantumSession.Cmdlets;

namespace AzQuantumSession.Tests.Engine;

public sealed class ScriptBlockRunnerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ends_when_the_command_was_stopped_before_the_block_starts(bool canStop)
    {
        using EngineSession session = new(new() { Commands = new Dictionary<string, Type> { ["Invoke-StoppedBlock"] = typeof(InvokeStoppedBlockCommand) } });
        var reached = new TaskCompletionSource();
        session["reached"] = reached;
        using var stop = new CancellationTokenSource();
        Task<ScriptResult> running = session.RunAsync($"Invoke-StoppedBlock $reached -CanStop:${canStop} {{ while ($true) {{ }} }}", stop);
        await reached.Task.WaitAsync(ClientFixture.Token);

        await stop.CancelAsync().WaitAsync(TimeSpan.FromSeconds(30), ClientFixture.Token);

        Assert.True((await running).IsStopped);
    }
}

/// <summary>Runs a block after the command was stopped.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "StoppedBlock")]
public sealed class InvokeStoppedBlockCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Completes when the command runs.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public TaskCompletionSource? Reached { get; set; }

    /// <summary>The block.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock? Block { get; set; }

    /// <summary>Whether the runner can stop the block.</summary>
    [Parameter]
    public SwitchParameter CanStop { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Reached!.SetResult();
        _stop.Token.WaitHandle.WaitOne();
        new ScriptBlockRunner(this, Block!, CanStop, _stop.Token).Run("value", []);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();
}
