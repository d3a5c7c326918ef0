using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that read sessions or jobs, and can follow their changes.</summary>
/// <typeparam name="T">The type of <c>-Workspace</c>.</typeparam>
public abstract class FollowCmdlet<T> : InputCmdlet<T>
    where T : class
{
    /// <summary>Whether to write each session or job again when its status changes, until all of them have ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>The interval between two polls of <c>-Follow</c>. Default: 1 second, growing by half to 30 seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Creates the follower; null without <c>-Follow</c>.</summary>
    private protected ItemFollower<TItem>? CreateFollower<TItem>(
        ICmdletOutput output,
        Func<IWorkspaceClient, IReadOnlyCollection<string>, CancellationToken, IAsyncEnumerable<ItemUpdate<TItem>>> watch)
        where TItem : class, IWorkspaceItem
    {
        ThrowIfIntervalWithoutFollow(PollingInterval, Follow);
        return Follow ? new ItemFollower<TItem>(output, watch) : null;
    }
}
