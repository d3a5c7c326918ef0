using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists sessions, reads sessions by id, or refreshes session objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class GetAzQuantumSession : ListCmdlet
{
    private ItemFollower<QuantumSession>? _follower;

    /// <summary>The names of sessions, with wildcards. An argument that is a GUID is an id.</summary>
    [Parameter(ParameterSetName = ListSet, Position = 0)]
    [ArgumentCompleter(typeof(NameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>The statuses to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Whether to include only sessions that have not ended: <c>Waiting</c>, <c>Executing</c>, and <c>Failure(s)</c>.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Open { get; set; }

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

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, SessionStatus.All, "session");
        _follower = CreateFollower<QuantumSession>(output, (client, items, token) =>
            client.WatchSessionsAsync(items, static _ => false, new PollingOptions { Interval = PollingInterval }, token));
        return Task.CompletedTask;
    }

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        ThrowIfPagingUnsupported(PagingParameters, ParameterSetName == ListSet);
        return base.ProcessAsync(output, cancellationToken);
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        CreateReader(output).ReadAsync(Input.ToSession(input), ItemWorkspace, cancellationToken);

    private protected override Task ListAsync(IReadOnlyCollection<QuantumWorkspace> workspaces, CancellationToken cancellationToken)
    {
        string[] names = [.. Name.Except(Ids)];
        string[] statuses = !Open ? Status : Status.Length == 0 ? [.. SessionStatus.Open] : Array.FindAll(Status, SessionStatus.AcceptsJobs);
        if ((Name.Length > 0 && names.Length == 0) || (Open && statuses.Length == 0))
        {
            return Task.CompletedTask;
        }

        Paging paging = GetPaging(PagingParameters);
        return CreateReader(this).ListAsync(CreateFilter(WildcardMatcher.Create(names), statuses, paging.Limit), paging, workspaces, cancellationToken);
    }

    private protected override Task FollowAsync(CancellationToken cancellationToken) => CreateReader(this).FollowAsync(cancellationToken);

    private SessionReader CreateReader(ICmdletOutput output) => new(output, Resolver)
    {
        IncludeJobs = IncludeJobs,
        RequiredNames = WildcardMatcher.GetLiteralNames(Name.Where(name => !Guid.TryParse(name, out _))),
        Follower = _follower,
    };
}
