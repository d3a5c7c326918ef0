using System.Management.Automation;
using AzQuantumSession.Completion;
using AzQuantumSession.Errors;
using AzQuantumSession.Operations;
using AzQuantumSession.Parameters;
using AzQuantumSession.Pipeline;

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
    [ArgumentCompleter(typeof(SessionStatusCompleter))]
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
    [ArgumentCompleter(typeof(SessionIdCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateId]
    public string[] Id { get; set; } = [];

    /// <summary>Sessions to read anew, each from the workspace that it came from.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public QuantumSession[] InputObject { get; set; } = [];

    internal override Task BeginAsync(ICommandPipeline pipeline, CancellationToken cancellationToken)
    {
        // PowerShell offers the paging parameters in every parameter set; left unanswered they would be ignored in silence.
        bool paging = PagingParameters.IncludeTotalCount || PagingParameters.Skip > 0 || PagingParameters.First < ulong.MaxValue;
        return !paging || ParameterSetName == ListSet
            ? Task.CompletedTask
            : throw new CommandException(
                ErrorIds.PagingNotSupported,
                ErrorCategory.InvalidArgument,
                "-First, -Skip and -IncludeTotalCount go with a list, not with -Id or -InputObject.")
            {
                IsTerminating = true,
            };
    }

    internal override async Task ProcessAsync(ICommandPipeline pipeline, CancellationToken cancellationToken)
    {
        var reader = new SessionReader(pipeline, Resolver);
        switch (ParameterSetName)
        {
            case IdSet:
                await reader.ReadAsync(Id.Select(id => new SessionItem(id)), Workspace, cancellationToken);
                break;
            case InputObjectSet:
                await reader.ReadAsync(InputObject.Select(SessionItem.Of), Workspace, cancellationToken);
                break;
            default:
                await ListAsync(reader, cancellationToken);
                break;
        }
    }

    private async Task ListAsync(SessionReader reader, CancellationToken cancellationToken)
    {
        string[] ids = [.. Name.Where(name => Guid.TryParse(name, out _))];
        await reader.ReadAsync(ids.Select(id => new SessionItem(id)), Workspace, cancellationToken);

        string[] names = [.. Name.Except(ids)];
        if (ids.Length > 0 && names.Length == 0)
        {
            return;
        }

        WildcardPattern[] patterns = [.. names.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        var paging = new Paging(
            PagingParameters.Skip,
            PagingParameters.First,
            PagingParameters.IncludeTotalCount ? total => WriteObject(PagingParameters.NewTotalCount(total, 1.0)) : null);
        var filter = new SessionFilter
        {
            Name = patterns.Length == 0 ? null : name => Array.Exists(patterns, pattern => pattern.IsMatch(name)),
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
