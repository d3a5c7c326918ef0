using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists sessions, reads single ones, or refreshes those at hand.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(QuantumSession))]
public sealed class GetAzQuantumSession : WorkspaceCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";

    /// <summary>Names, with wildcards; an argument that is a GUID is an id.</summary>
    [Parameter(ParameterSetName = ListSet, Position = 0)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Statuses, any of which matches.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Provider ids, any of which matches.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>Targets, any of which matches.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>Only sessions opened at this instant or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only sessions opened at this instant or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Tags, all of which the session must carry.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>What to order by. Default: the newest first.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SessionOrder? OrderBy { get; set; }

    /// <summary>Whether the last, largest or newest comes first.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>The ids of sessions.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ItemIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>Sessions to read anew, each from the workspace that it came from.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSession[] InputObject { get; set; } = [];

    /// <summary>Whether to read each session's jobs too: Jobs, JobSummary, LastActivityTime and IdleTimeoutTime.</summary>
    [Parameter]
    public SwitchParameter IncludeJobs { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        // Here, since the parameter set is not settled before the pipeline's first object.
        ThrowIfPagingUnsupported(PagingParameters, ParameterSetName == ListSet);
        var reader = new SessionReader(pipeline, Resolver) { IncludeJobs = IncludeJobs };
        switch (ParameterSetName)
        {
            case ListSet:
                await ListAsync(reader, cancellationToken);
                break;
            default:
                await reader.ReadAsync(ItemReference<QuantumSession>.From(Id, InputObject), Workspace, cancellationToken);
                break;
        }
    }

    private async Task ListAsync(SessionReader reader, CancellationToken cancellationToken)
    {
        string[] ids = [.. Name.Where(name => Guid.TryParse(name, out _))];
        await reader.ReadAsync(ItemReference<QuantumSession>.From(ids, []), Workspace, cancellationToken);

        string[] names = [.. Name.Except(ids)];
        if (ids.Length > 0 && names.Length == 0)
        {
            return;
        }

        Paging paging = GetPaging(PagingParameters);
        var filter = new SessionFilter
        {
            Name = WildcardMatcher.Create(names),
            Statuses = Status,
            ProviderIds = ProviderId,
            Targets = Target,
            CreatedAfter = CreatedAfter,
            CreatedBefore = CreatedBefore,
            Tags = Tag,
            OrderBy = OrderBy ?? SessionOrder.CreationTime,
            Descending = OrderBy is null || Descending,
            Limit = paging.Limit,
        };
        await reader.ListAsync(filter, paging, Workspace, cancellationToken);
    }
}
