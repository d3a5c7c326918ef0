using System.Management.Automation;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>A command that waits for sessions or jobs. Ctrl+C ends the wait, and nothing else.</summary>
/// <typeparam name="T"><see cref="QuantumSession"/> or <see cref="QuantumSessionJob"/>.</typeparam>
public abstract class WaitCmdlet<T> : ItemCmdlet<T>
    where T : class
{
    /// <summary>Whether the first that is done ends the wait for all.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>How long to wait at the most, as seconds or as a TimeSpan. Each that is not done by then is an error.</summary>
    [Parameter]
    [SecondsTransformation]
    [Alias("TimeoutSec")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two polls, as seconds or as a TimeSpan. Without it: 1 second, growing by half to 30 seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Whether one that ended without success is an error, with the service's reason.</summary>
    [Parameter]
    public SwitchParameter ErrorOnFailure { get; set; }
}
