using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the jobs of sessions, reads jobs by id, or refreshes job objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionJob", DefaultParameterSetName = SessionIdSet, SupportsPaging = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class GetAzQuantumSessionJob : FollowCmdlet<QuantumWorkspace>
{
    private const string SessionSet = "Session";
    private const string SessionIdSet = "SessionId";

    private JobReader? _reader;

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
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [ArgumentCompleter(typeof(NameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The statuses to include.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>The ids of jobs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    private protected override IReadOnlyList<string> Ids => Id;

    private protected override QuantumWorkspace? ItemWorkspace => Workspace;

    internal override Task BeginAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        StatusAdvisor.WarnIfUnknown(output, Status, JobStatus.All, "job");
        _reader = new JobReader(output, Resolver)
        {
            Follower = CreateFollower(output, (client, ids, token) => client.WatchJobsAsync(ids, static _ => false, PollingInterval, token)),
        };
        return Task.CompletedTask;
    }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Not in BeginAsync: the first piped object determines the parameter set.
        ThrowIfPagingUnsupported(PagingParameters, Id.Length == 0 && Array.TrueForAll(InputObject, ItemInput.IsSession));
        await base.ProcessAsync(output, cancellationToken);
        foreach (object session in SessionId.Concat<object>(Session))
        {
            await output.RunForItemAsync(session, () => ListAsync(Input.ToSession(session), cancellationToken));
        }
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        Follow ? _reader!.FollowAsync(cancellationToken) : Task.CompletedTask;

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        ItemInput.IsSession(input)
            ? ListAsync(Input.ToSession(input), cancellationToken)
            : _reader!.ReadAsync(Input.ToJob(input), CreateFilter(null), Workspace, cancellationToken);

    private Task ListAsync(ItemReference<QuantumSession> session, CancellationToken cancellationToken)
    {
        Paging paging = GetPaging(PagingParameters);
        return _reader!.ListAsync(session, CreateFilter(paging.Limit), paging, Workspace, cancellationToken);
    }

    private JobFilter CreateFilter(int? limit) => new() { Name = WildcardMatcher.Create(Name), Statuses = Status, Limit = limit };
}
