using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Runs a script block with a session, and always closes the session: also if the block throws an exception, or is stopped by Ctrl+C
/// or <c>Select-Object -First</c>.
/// </summary>
[Cmdlet(VerbsOther.Use, "AzQuantumSession", DefaultParameterSetName = TargetSet, SupportsShouldProcess = true, HelpUri = HelpUris.Sessions)]
[OutputType(typeof(object))]
public sealed class UseAzQuantumSession : WorkspaceCmdlet
{
    private const string TargetSet = "Target";
    private const string SessionSet = "Session";

    /// <summary>The targets. For each target, a session is opened and the block runs, one after the other.</summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>An open session.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [SessionTransformation]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>
    /// The script block to run in the scope of the caller. The session is the first argument and <c>$_</c>. The output of the block is
    /// written immediately.
    /// </summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The display name. Default: <c>session-</c> and the first 8 characters of the id.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateNotBlank]
    public string? Name { get; set; }

    /// <summary>The id of the provider. Default: the provider of the target in the workspace.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProviderId { get; set; }

    /// <summary>Whether the first failed job ends the session (<c>Abort</c>, the default of the service) or not (<c>Continue</c>).</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateSet("Abort", "Continue")]
    public string? JobFailurePolicy { get; set; }

    /// <summary>The priority of the session's jobs, if the provider supports priorities.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>The tags of the session.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The id of the session. Default: a new GUID.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    public Guid? SessionId { get; set; }

    /// <summary>Whether to cancel the unfinished jobs of the session if the block throws an exception or is stopped.</summary>
    [Parameter]
    public SwitchParameter CancelJobsOnError { get; set; }

    /// <summary>Whether to wait for the jobs of the session after the block, before the session is closed.</summary>
    [Parameter]
    public SwitchParameter WaitForJobs { get; set; }

    /// <summary>
    /// The maximum cost of the session, in the currency of its estimate: the sum of the estimates of its jobs. If the estimate exceeds it,
    /// the block is stopped, the unfinished jobs are cancelled, the session is closed, and an error is reported. A job counts as soon as
    /// the provider estimates its cost, which can be at its end.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    /// <summary>
    /// The maximum time that the block runs. After this time, the block is stopped, and the session is closed as
    /// with <c>-MaxCost</c>.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>
    /// The maximum number of jobs of the session. A command in this process that would submit more jobs submits none: the block is
    /// stopped, and the session is closed as with <c>-MaxCost</c>. Jobs that other processes submit are counted every 5 seconds.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxJobs { get; set; }

    /// <summary>Whether to warn two minutes before the service ends the session because no job runs.</summary>
    [Parameter]
    public SwitchParameter KeepAliveWarning { get; set; }

    /// <summary>Arguments for the block, after the session.</summary>
    [Parameter]
    [Alias("Args")]
    public object?[] ArgumentList { get; set; } = [];

    /// <summary>
    /// Whether to run the command as a PowerShell job, and write the job. The job has its own connection and its own variables: the block
    /// uses <c>$using:</c> and <c>-ArgumentList</c> for values of the caller.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (AsJob)
        {
            StartJob(output);
            return;
        }

        if (Session is not null)
        {
            if (output.ShouldProcess(ItemReference<QuantumSession>.From(Session).Description, "Run the script block, and close"))
            {
                await RunAsync(Session, output, cancellationToken);
            }

            return;
        }

        if (SessionId is not null && Target.Length > 1)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"-SessionId is the id of one session, but there are {Target.Length} targets.")
            {
                IsTerminating = true,
            };
        }

        foreach (string target in Target)
        {
            var request = new SessionRequest(target)
            {
                SessionId = SessionId,
                Name = Name,
                ProviderId = ProviderId,
                JobFailurePolicy = JobFailurePolicy,
                Priority = Priority,
                Tags = Tag,
            };
            var opener = new SessionOpener(output, Resolver, new TargetFinder()) { CloseUncertain = true };
            if (await opener.OpenAsync(request, Workspace, cancellationToken) is { } session)
            {
                await RunAsync(session, output, cancellationToken);
            }
        }
    }

    private void StartJob(ICmdletOutput output)
    {
        string target = Session is null
            ? $"{string.Join(", ", Target)} in {Resolver.Describe(Workspace, null)}"
            : ItemReference<QuantumSession>.From(Session).Description;
        if (!output.ShouldProcess(target, "Run the script block in a job, and close"))
        {
            return;
        }

        BackgroundJob job = new(this, Workspace ?? Resolver.Default);
        job.SetParameter(nameof(Session), Session is null ? null : job.Rebind(Session));

        output.WriteObject(job.Start(ScriptBlock));
    }

    private async Task RunAsync(QuantumSession session, ICmdletOutput output, CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await Resolver.ResolveAsync(Workspace, ItemReference<QuantumSession>.From(session).Origin, cancellationToken);
        var limits = new SessionLimits { MaxCost = MaxCost, MaxDuration = MaxDuration, MaxJobs = MaxJobs };
        var runner = new ScriptBlockRunner(this, ScriptBlock!, limits.HasLimit, cancellationToken);
        var scope = new SessionScope(output)
        {
            CancelJobsOnError = CancelJobsOnError,
            WaitForJobs = WaitForJobs,
            Limits = limits,
            KeepAliveWarning = KeepAliveWarning,
        };
        await scope.RunAsync(client, session, RunBlock, runner.Stop, cancellationToken);

        bool RunBlock(QuantumSession used)
        {
            using PipelineSynchronizationContext.Suspension suspension = PipelineThread.Suspend();
            return runner.Run(used, ArgumentList);
        }
    }
}
