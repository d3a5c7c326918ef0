using AzQuantumSession.Completion;
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

    /// <summary>The interval between two polls of <c>-Follow</c>. At least 0.1 seconds. Default: 5 seconds.</summary>
    [Parameter]
    [SecondsTransformation(MinSeconds = 0.1)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        ThrowIfIntervalWithoutFollow(PollingInterval, Follow);
        _viewer = new SessionViewer(output, Resolver, new HostScreen(Host), TimeProvider.System)
        {
            Follow = Follow,
            PollingInterval = PollingInterval ?? TimeSpan.FromSeconds(5),
        };
        return Task.CompletedTask;
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        _viewer!.ShowAsync(Input.ToSession(input), Workspace, cancellationToken);
}
