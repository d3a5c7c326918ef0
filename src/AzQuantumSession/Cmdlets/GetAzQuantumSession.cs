using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists sessions, reads sessions by id, or refreshes session objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class GetAzQuantumSession : FollowCmdlet<QuantumWorkspace[]>
{
    private const string ListSet = "List";

    private readonly List<QuantumWorkspace> _workspaces = [];
    private SessionReader? _reader;
    private bool _isList;

    /// <summary>The names of sessions, with wildcards. An argument that is a GUID is an id.</summary>
    [Parameter(ParameterSetName = ListSet, Position = 0)]
    [ArgumentCompleter(typeof(NameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The statuses to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Whether to include only sessions that have not ended: <c>Waiting</c>, <c>Executing</c>, and <c>Failure(s)</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Open { get; set; }

    /// <summary>The minimum age: the time since the creation of a session.</summary>
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

    /// <summary>The tags that a session must have. All of them must match.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The property to sort by. Default: the creation time, in descending order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SessionOrder? OrderBy { get; set; }

    /// <summary>Whether to sort in descending order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>The ids of sessions.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>Whether to read the jobs of each session, which sets Jobs, JobSummary, LastActivityTime, and IdleTimeoutTime.</summary>
    [Parameter]
    public SwitchParameter IncludeJobs { get; set; }

    /// <summary>
    /// The workspaces to list, or the workspace of the ids: objects of <c>Connect-AzQuantumWorkspace</c> or
    /// <c>Get-AzQuantumWorkspaceConnection</c>, or ARM resource ids. Default: the workspace of the input object, then the default workspace
    /// of the runspace, then the environment variables.
    /// </summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [WorkspaceTransformation]
    [ValidateNotNullOrEmpty]
    public override QuantumWorkspace[]? Workspace { get; set; }

    private protected override IReadOnlyList<string> Ids =>
        ParameterSetName == ListSet ? [.. Name.Where(name => Guid.TryParse(name, out _))] : Id;

    private protected override QuantumWorkspace? ItemWorkspace => (_isList ? [.. _workspaces] : Workspace) switch
    {
        null or [] => null,
        [var workspace] => workspace,
        _ => throw new CmdletException(
            ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "A session id needs one workspace, but -Workspace contains several.")
        {
            IsTerminating = true,
        },
    };

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, SessionStatus.All, "session");
        _reader = new SessionReader(output, Resolver)
        {
            IncludeJobs = IncludeJobs,
            RequiredNames = WildcardMatcher.GetLiteralNames(Name.Where(name => !Guid.TryParse(name, out _))),
            Follower = CreateFollower(output, (client, ids, token) => client.WatchSessionsAsync(ids, static _ => false, PollingInterval, token)),
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Not in BeginAsync: the first piped object determines the parameter set.
        bool isList = ParameterSetName == ListSet;
        ThrowIfPagingUnsupported(PagingParameters, isList);
        if (!isList)
        {
            await base.ProcessAsync(output, cancellationToken);
            return;
        }

        // Piped workspaces are listed together, at the end of the pipeline.
        _isList = true;
        _workspaces.AddRange(Workspace ?? []);
    }

    internal override async Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (_isList)
        {
            await base.ProcessAsync(output, cancellationToken);
            await ListAsync(cancellationToken);
        }

        if (Follow)
        {
            await _reader!.FollowAsync(cancellationToken);
        }
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        _reader!.ReadAsync(Input.ToSession(input), ItemWorkspace, cancellationToken);

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        string[] names = [.. Name.Except(Ids)];
        string[] statuses = !Open ? Status : Status.Length == 0 ? [.. SessionStatus.Open] : Array.FindAll(Status, SessionStatus.AcceptsJobs);
        if ((Name.Length > 0 && names.Length == 0) || (Open && statuses.Length == 0))
        {
            return;
        }

        Paging paging = GetPaging(PagingParameters);
        var filter = new SessionFilter
        {
            Name = WildcardMatcher.Create(names),
            Statuses = statuses,
            ProviderIds = ProviderId,
            Targets = Target,
            CreatedAfter = CreatedAfter,
            CreatedBefore = new[] { CreatedBefore, TimeProvider.System.GetUtcNow() - OlderThan }.Min(),
            Tags = Tag,
            OrderBy = OrderBy ?? SessionOrder.CreationTime,
            Descending = OrderBy is null || Descending,
            Limit = paging.Limit,
        };
        await _reader!.ListAsync(filter, paging, _workspaces, cancellationToken);
    }
}
