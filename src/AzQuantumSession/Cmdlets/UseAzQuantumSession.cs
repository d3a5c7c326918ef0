using System.Management.Automation;
using System.Reflection;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Runs a script block with a session, and always closes the session: when the block ends, throws, or is stopped by Ctrl+C or
/// <c>Select-Object -First</c>.
/// </summary>
[Cmdlet(VerbsOther.Use, "AzQuantumSession", DefaultParameterSetName = TargetSet, SupportsShouldProcess = true)]
[OutputType(typeof(object))]
public sealed class UseAzQuantumSession : WorkspaceCmdlet
{
    private const string TargetSet = "Target";
    private const string SessionSet = "Session";

    private static readonly PropertyInfo? BlockSessionState =
        typeof(ScriptBlock).GetProperty("SessionState", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The target to open a session on.</summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "";

    /// <summary>A session that is open already.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public QuantumSession? Session { get; set; }

    /// <summary>
    /// The block. The session is its first argument and <c>$_</c>. It runs in the caller's scope, and what it writes is
    /// written at once.
    /// </summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>A name for people. Default: <c>session-</c> and the id.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The provider's id. Default: the provider that offers the target in the workspace.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProviderId { get; set; }

    /// <summary>Whether the first failed job ends the session (<c>Abort</c>, the service's default) or not (<c>Continue</c>).</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateSet("Abort", "Continue")]
    public string? JobFailurePolicy { get; set; }

    /// <summary>The priority of the session's jobs, where the provider knows priorities.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateSet("Standard", "High")]
    public string? Priority { get; set; }

    /// <summary>Tags, to find the session by later.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The session's id. Default: a new one.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    public Guid? SessionId { get; set; }

    /// <summary>Whether to ask the session's unfinished jobs to cancel when the block throws or is stopped.</summary>
    [Parameter]
    public SwitchParameter CancelJobsOnError { get; set; }

    /// <summary>Whether to wait for the session's jobs after the block, before the session is closed.</summary>
    [Parameter]
    public SwitchParameter WaitForJobs { get; set; }

    /// <summary>
    /// What the session may cost, in the currency of its estimate. When the estimate passes it, the session is closed while
    /// the block still runs, its unfinished jobs are asked to cancel, and an error says so.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        if (await OpenAsync(pipeline, cancellationToken) is { } session)
        {
            var use = new SessionScope(pipeline)
            {
                CancelJobsOnError = CancelJobsOnError,
                WaitForJobs = WaitForJobs,
                MaxCost = MaxCost,
            };
            await use.RunAsync(session, RunBlock, cancellationToken);
        }
    }

    private async Task<QuantumSession?> OpenAsync(ICmdletOutput pipeline, CancellationToken cancellationToken)
    {
        if (Session is null)
        {
            var request = new SessionRequest(Target)
            {
                SessionId = SessionId,
                Name = Name,
                ProviderId = ProviderId,
                JobFailurePolicy = JobFailurePolicy,
                Priority = Priority,
                Tags = Tag,
            };
            return await new SessionOpener(pipeline, Resolver).OpenAsync(request, Workspace, cancellationToken);
        }

        return pipeline.ShouldProcess(ItemReference<QuantumSession>.From(Session).Description, "Run the script block, and close") ? Session : null;
    }

    // The runner lives in a session state of its own, so that dot-sourcing runs the block in the scope of whoever wrote it.
    private void RunBlock(QuantumSession session)
    {
        // A block sees the variables of where it was written, which is not where a function of a module hands it on. The
        // engine tells only itself where that was.
        PSVariableIntrinsics variables = (BlockSessionState?.GetValue(ScriptBlock) as SessionState ?? SessionState).PSVariable;
        object before = variables.GetValue("_");
        variables.Set("_", session);
        try
        {
            using SteppablePipeline steps = CreateRunner().GetSteppablePipeline(CommandOrigin.Internal, [ScriptBlock!, session]);
            steps.Begin(this);
            steps.Process();
            steps.End();
        }
        catch (RuntimeException e)
        {
            // Otherwise the engine gives the block's error this command's id and position.
            e.WasThrownFromThrowStatement = true;
            throw;
        }
        finally
        {
            variables.Set("_", before);
        }
    }

    // In ConstrainedLanguage the engine would not read the runner's variables. Only the runner is made in FullLanguage: the
    // user's block keeps the language mode in which it was written.
    private ScriptBlock CreateRunner()
    {
        PSLanguageMode mode = SessionState.LanguageMode;
        if (mode == PSLanguageMode.FullLanguage)
        {
            return BindRunner();
        }

        SessionState.LanguageMode = PSLanguageMode.FullLanguage;
        try
        {
            return BindRunner();
        }
        finally
        {
            SessionState.LanguageMode = mode;
        }

        static ScriptBlock BindRunner() => new PSModuleInfo(linkToGlobal: false).NewBoundScriptBlock(
            ScriptBlock.Create("param($Block, $Session) . $Block $Session"));
    }
}
