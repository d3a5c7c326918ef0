using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;
using AzQuantumSession.Views;

namespace AzQuantumSession.Cmdlets;

/// <summary>Draws sessions in the terminal: a time line of the jobs, what the time was spent on, the cost, and the idle timeout.</summary>
[Cmdlet(VerbsCommon.Show, "AzQuantumSession", DefaultParameterSetName = IdSet, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionChart), typeof(string))]
public sealed class ShowAzQuantumSession : ItemCmdlet
{
    private SessionViewer? _viewer;

    /// <summary>Whether to update the drawing until the session ends. Ctrl+C stops the updates and does not affect the session.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>The interval between two polls with <c>-Follow</c>, in seconds or as a TimeSpan. Default: 5 seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        _viewer = new SessionViewer(output, Resolver, new HostScreen(Host), TimeProvider.System)
        {
            Follow = Follow,
            PollingInterval = PollingInterval,
        };
        return Task.CompletedTask;
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        _viewer!.ShowAsync(Input.ToSession(input), Workspace, cancellationToken);
}
