using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the jobs of sessions, reads jobs by id, or refreshes job objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionJob", DefaultParameterSetName = SessionIdSet, SupportsPaging = true)]
[OutputType(typeof(QuantumSessionJob))]
public sealed class GetAzQuantumSessionJob : WorkspaceCmdlet
{
    private const string SessionSet = "Session";
    private const string SessionIdSet = "SessionId";
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";

    /// <summary>The sessions whose jobs to list.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSession[] Session { get; set; } = [];

    /// <summary>The ids of the sessions whose jobs to list.</summary>
    [Parameter(ParameterSetName = SessionIdSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] SessionId { get; set; } = [];

    /// <summary>The names of jobs, with wildcards.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The statuses to include.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [Parameter(ParameterSetName = SessionIdSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>The ids of jobs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>The jobs to refresh. Each job is read from its own workspace.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSessionJob[] InputObject { get; set; } = [];

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Not in BeginAsync: the first piped object determines the parameter set.
        ThrowIfPagingUnsupported(PagingParameters, Id.Length == 0 && InputObject.Length == 0);
        var reader = new JobReader(output, Resolver);
        await reader.ReadAsync(ItemReference<QuantumSessionJob>.From(Id, InputObject), Workspace, cancellationToken);

        Paging paging = GetPaging(PagingParameters);
        var filter = new JobFilter { Name = WildcardMatcher.Create(Name), Statuses = Status, Limit = paging.Limit };
        await reader.ListAsync(ItemReference<QuantumSession>.From(SessionId, Session), filter, paging, Workspace, cancellationToken);
    }
}
