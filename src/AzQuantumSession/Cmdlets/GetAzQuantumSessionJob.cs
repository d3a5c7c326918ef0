using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the jobs of the workspace or of sessions, reads jobs by id, or refreshes job objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionJob", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class GetAzQuantumSessionJob : ListCmdlet
{
    private const string SessionSet = "Session";
    private const string SessionIdSet = "SessionId";

    private ItemFollower<QuantumSessionJob>? _follower;

    /// <summary>The sessions whose jobs to list.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true)]
    [SessionTransformation]
    [ValidateNotNullOrEmpty]
    public QuantumSession[] Session { get; set; } = [];

    /// <summary>The ids of the sessions whose jobs to list.</summary>
    [Parameter(ParameterSetName = SessionIdSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] SessionId { get; set; } = [];

    /// <summary>The names of jobs, with wildcards.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [ArgumentCompleter(typeof(NameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>The statuses to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Whether to list only jobs that belong to no session.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Standalone { get; set; }

    /// <summary>The ids of jobs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>
    /// The workspaces to list, or the workspace of the ids: objects of <c>Connect-AzQuantumWorkspace</c> or
    /// <c>Get-AzQuantumWorkspaceConnection</c>, or ARM resource ids. Default: the workspace of the input object, then the default workspace
    /// of the runspace, then the environment variables.
    /// </summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [WorkspaceTransformation]
    [ValidateNotNullOrEmpty]
    public override QuantumWorkspace[]? Workspace { get; set; }

    private protected override IReadOnlyList<string> Ids => Id;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, JobStatus.All, "job");
        _follower = CreateFollower<QuantumSessionJob>(output, (client, items, token) =>
            client.WatchJobsAsync(items, static _ => false, new PollingOptions { Interval = PollingInterval }, token));
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        ThrowIfPagingUnsupported(PagingParameters, Id.Length == 0 && Array.TrueForAll(InputObject, ItemInput.IsSession));
        await base.ProcessAsync(output, cancellationToken);
        foreach (object session in SessionId.Concat<object>(Session))
        {
            await output.RunForItemAsync(session, () => ListAsync(Input.ToSession(session), cancellationToken));
        }
    }

    private protected override async Task AddInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (!ItemInput.IsSession(input))
        {
            await base.AddInputAsync(input, output, cancellationToken);
            return;
        }

        // A list can be long, so its jobs are written as they arrive.
        await Items.CompleteAsync();
        await output.RunForItemAsync(input, () => ListAsync(Input.ToSession(input), cancellationToken));
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        CreateReader(output).ReadAsync(Input.ToJob(input), CreateFilter(limit: null), ItemWorkspace, cancellationToken);

    private protected override Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        Paging paging = GetPaging(PagingParameters);
        return CreateReader(this).ListAsync(CreateFilter(paging.Limit), paging, workspaces, cancellationToken);
    }

    private protected override Task FollowAsync(CancellationToken cancellationToken) => CreateReader(this).FollowAsync(cancellationToken);

    private JobReader CreateReader(ICmdletOutput output) => new(output, Resolver)
    {
        StandaloneOnly = Standalone,
        RequiredNames = WildcardMatcher.GetLiteralNames(Name),
        Follower = _follower,
    };

    private Task ListAsync(ItemReference<QuantumSession> session, CancellationToken cancellationToken)
    {
        Paging paging = GetPaging(PagingParameters);
        return CreateReader(this).ListAsync(session, CreateFilter(paging.Limit), paging, ItemWorkspace, cancellationToken);
    }

    private ItemFilter CreateFilter(int? limit) => CreateFilter(WildcardMatcher.Create(Name), Status, limit);
}
