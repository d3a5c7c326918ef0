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

    /// <summary>
    /// The interval between two polls. At least 0.1 seconds. Default: 12 % of the time waited so far, from 0.1 to 30 seconds. If the last
    /// jobs of a session took about the same time, its next job is polled when it is expected to have ended.
    /// </summary>
    [Parameter]
    [SecondsTransformation(MinSeconds = 0.1)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Whether to report an unsuccessful session or job as an error, with the reason from the service.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }
}
