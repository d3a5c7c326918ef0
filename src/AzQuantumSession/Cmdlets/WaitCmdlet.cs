using AzQuantumSession.Completion;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that wait for sessions or jobs. Ctrl+C stops the wait only.</summary>
public abstract class WaitCmdlet : WaitableItemCmdlet
{
    /// <summary>The statuses to wait for. Default: all statuses of a session or job that has ended.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Whether to stop the wait when the first session or job is done.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>The interval between two polls. Default: 1 second, growing by half to 30 seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Whether to report an unsuccessful session or job as an error, with the reason from the service.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }
}
