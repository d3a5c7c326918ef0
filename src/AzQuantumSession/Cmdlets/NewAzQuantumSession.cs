using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Opens a session on a target.</summary>
[Cmdlet(VerbsCommon.New, "AzQuantumSession", DefaultParameterSetName = TargetSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumSession))]
public sealed class NewAzQuantumSession : WorkspaceCmdlet
{
    private const string TargetSet = "Target";
    private const string InputObjectSet = "InputObject";

    private readonly TargetFinder _targets = new();

    /// <summary>The target of all jobs in the session, for example <c>ionq.simulator</c>.</summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "";

    /// <summary>A target from Get-AzQuantumSessionTarget, the id of a target, or an object with the property Target.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The display names: a session is opened for each name. Default: <c>session-</c> and the first 8 characters of the id.</summary>
    [Parameter(ParameterSetName = TargetSet, Position = 1)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ValidateNotBlank]
    public string[] Name { get; set; } = [];

    /// <summary>The id of the provider. Default: the provider of the target in the workspace.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProviderId { get; set; }

    /// <summary>Whether the first failed job ends the session (<c>Abort</c>, the default of the service) or not (<c>Continue</c>).</summary>
    [Parameter]
    [ValidateSet("Abort", "Continue")]
    public string? JobFailurePolicy { get; set; }

    /// <summary>The priority of the session's jobs, if the provider supports priorities.</summary>
    [Parameter]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>The tags of the session.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The id of the session, for a single name. With a fixed id, the command can be repeated safely. Default: a new GUID.</summary>
    [Parameter]
    public Guid? SessionId { get; set; }

    /// <summary>
    /// The maximum time that the session is open. After this time, this process closes the session, if it still
    /// runs.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>The maximum number of sessions that are opened at the same time. The output has the order of the input.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    private protected override int MaxConcurrency => ThrottleLimit;

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (SessionId is not null && Name.Length > 1)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"-SessionId is the id of one session, but there are {Name.Length} names.")
            {
                IsTerminating = true,
            };
        }

        // The items continue after the next object is bound to InputObject.
        object target = InputObject?.Unwrap() ?? Target;
        foreach (string? name in Name.DefaultIfEmpty<string?>(null))
        {
            await Items.AddAsync((itemOutput, itemCancellation) => itemOutput.RunForItemAsync(target, () => OpenAsync(target, name, itemOutput, itemCancellation)));
        }
    }

    private async Task OpenAsync(object target, string? name, ICmdletOutput output, CancellationToken cancellationToken)
    {
        SessionRequest requested = new ItemInput(MyInvocation.MyCommand.Name).ToSessionRequest(target);
        SessionRequest request = requested with
        {
            SessionId = SessionId,
            Name = name,
            ProviderId = ProviderId ?? requested.ProviderId,
            JobFailurePolicy = JobFailurePolicy,
            Priority = Priority,
            Tags = Tag,
        };
        if (await new SessionOpener(output, Resolver, _targets).OpenAsync(request, Workspace, cancellationToken) is { } session)
        {
            if (MaxDuration is { } maxDuration)
            {
                _ = SessionExpiry.StartAsync(session.Client!, session.Id, maxDuration, TimeProvider.System);
            }

            output.WriteObject(session);
        }
    }
}
