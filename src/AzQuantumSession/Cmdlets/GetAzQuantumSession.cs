using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists sessions, reads sessions by id, or refreshes session objects.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSession", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class GetAzQuantumSession : InputCmdlet
{
    private const string ListSet = "List";

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
    [ArgumentCompleter(typeof(DateCompleter))]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>The latest creation time to include.</summary>
    [Parameter(ParameterSetName = ListSet)]
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

    private protected override IReadOnlyList<string> Ids =>
        ParameterSetName == ListSet ? [.. Name.Where(name => Guid.TryParse(name, out _))] : Id;

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Not in BeginAsync: the first piped object determines the parameter set.
        bool isList = ParameterSetName == ListSet;
        ThrowIfPagingUnsupported(PagingParameters, isList);
        await base.ProcessAsync(output, cancellationToken);
        if (isList)
        {
            await ListAsync(CreateReader(output), cancellationToken);
        }
    }

    private protected override Task ProcessInputAsync(object input, ICmdletOutput output, CancellationToken cancellationToken) =>
        CreateReader(output).ReadAsync(Input.ToSession(input), Workspace, cancellationToken);

    private SessionReader CreateReader(ICmdletOutput output) => new(output, Resolver)
    {
        IncludeJobs = IncludeJobs,
        RequiredNames = WildcardMatcher.GetLiteralNames(Name.Except(Ids)),
    };

    private async Task ListAsync(SessionReader reader, CancellationToken cancellationToken)
    {
        string[] names = [.. Name.Except(Ids)];
        if (Name.Length > 0 && names.Length == 0)
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
