using System.Management.Automation;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>Code of the user that runs until it is stopped.</summary>
public sealed class StopPoint
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the code runs.</summary>
    public Task Reached => _reached.Task;

    internal void SetReached() => _reached.TrySetResult();
}

/// <summary>Runs until the pipeline is stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Stop")]
public sealed class WaitStopCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stopped = new();

    /// <summary>Learns that the command runs.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public StopPoint? Point { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Point!.SetReached();
        _stopped.Wait();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopped.Set();
}
