using System.Management.Automation;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>Code of the user that runs until it is stopped.</summary>
public sealed class StopPoint
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the code runs.</summary>
    public Task Reached => _reached.Task;

    internal void SetReached() => _reached.TrySetResult();

    /// <summary>Blocks until the commands of the pipeline are stopped, as the prompt of a host does.</summary>
    internal void WaitForStop() => _stopped.Task.Wait();

    internal void SetStopped() => _stopped.TrySetResult();
}

/// <summary>Writes its input, and reports when the pipeline is stopped. The engine has then stopped the commands before this command.</summary>
[Cmdlet(VerbsCommon.Watch, "Stop")]
public sealed class WatchStopCommand : PSCmdlet
{
    /// <summary>Learns that the pipeline is stopped.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public StopPoint? Point { get; set; }

    /// <summary>An object of the command before.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(InputObject);

    /// <inheritdoc/>
    protected override void StopProcessing() => Point!.SetStopped();
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
