using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that list sessions or jobs of workspaces, read them by id, and can follow their changes.</summary>
public abstract class ListCmdlet : InputCmdlet<QuantumWorkspace[]>
{
    internal const string ListSet = "List";

    private readonly List<QuantumWorkspace> _workspaces = [];
    private bool _isList;

    /// <summary>The minimum age: the time since the creation of a session or job.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SecondsTransformation(MaxDays = 36_500)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>The ids of the providers to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>The targets to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>The earliest creation time to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTransformation]
    [ArgumentCompleter(typeof(DateCompleter))]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>The latest creation time to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTransformation]
    [ArgumentCompleter(typeof(DateCompleter))]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>The tags that a session or job must have. All of them must match.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The property to sort by. Default: the creation time, in descending order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public ItemOrder? OrderBy { get; set; }

    /// <summary>Whether to sort in descending order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>The maximum number of sessions or jobs that are read at the same time. The output has the order of the input.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>Whether to write each session or job again when its status changes, until all of them have ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>The interval between two polls of <c>-Follow</c>. At least 0.1 seconds. Default: 12 % of the time waited so far, from 0.1 to 30 seconds.</summary>
    [Parameter]
    [SecondsTransformation(MinSeconds = 0.1)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? PollingInterval { get; set; }

    private protected override int MaxConcurrency => ThrottleLimit;

    private protected sealed override QuantumWorkspace? ItemWorkspace => (_isList ? [.. _workspaces] : Workspace) switch
    {
        null or [] => null,
        [var workspace] => workspace,
        _ => throw new CmdletException(
            ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "An id needs one workspace, but -Workspace contains several.")
        {
            IsTerminating = true,
        },
    };

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Not in BeginAsync: the first piped object determines the parameter set.
        _isList = ParameterSetName == ListSet;
        if (!_isList)
        {
            return base.ProcessAsync(output, cancellationToken);
        }

        // Piped workspaces are listed together, at the end of the pipeline.
        _workspaces.AddRange(Workspace ?? []);
        return Task.CompletedTask;
    }

    internal sealed override async Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (_isList)
        {
            await base.ProcessAsync(output, cancellationToken);
            await Items.CompleteAsync();
            await ListAsync(_workspaces, cancellationToken);
        }

        await Items.CompleteAsync();
        if (Follow)
        {
            await FollowAsync(cancellationToken);
        }
    }

    /// <summary>Lists the sessions or jobs of the workspaces; empty for the default workspace.</summary>
    private protected abstract Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken);

    /// <summary>Writes the sessions or jobs again that change.</summary>
    private protected abstract Task FollowAsync(CancellationToken cancellationToken);

    /// <summary>Creates the filter of the list.</summary>
    private protected ItemFilter CreateFilter(Predicate<string>? name, IReadOnlyList<string> statuses, int? limit) => new()
    {
        Name = name,
        Statuses = statuses,
        ProviderIds = ProviderId,
        Targets = Target,
        CreatedAfter = CreatedAfter,
        CreatedBefore = TimeProvider.System.GetUtcNow() - OlderThan is { } oldest && !(CreatedBefore < oldest) ? oldest : CreatedBefore,
        Tags = Tag,
        OrderBy = OrderBy ?? ItemOrder.CreationTime,
        Descending = OrderBy is null || Descending,
        Limit = limit,
    };

    /// <summary>Creates the follower; null without <c>-Follow</c>.</summary>
    private protected ItemFollower<T>? CreateFollower<T>(
        ICmdletOutput output,
        Func<IWorkspaceClient, IReadOnlyCollection<WatchedItem<T>>, CancellationToken, IAsyncEnumerable<ItemUpdate<T>>> watch)
        where T : class, IWorkspaceItem
    {
        ThrowIfIntervalWithoutFollow(PollingInterval, Follow);
        return Follow ? new ItemFollower<T>(output, watch) : null;
    }
}
