using System.Management.Automation;
using System.Reflection;
using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;

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

    private static readonly PropertyInfo? BlockSessionState =
        typeof(ScriptBlock).GetProperty("SessionState", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The target to open a session on.</summary>
    [Parameter(ParameterSetName = TargetSet, Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string Target { get; set; } = "";

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

    /// <summary>The display name. Default: <c>session-</c> followed by the id.</summary>
    [Parameter(ParameterSetName = TargetSet)]
    [ValidateNotNullOrEmpty]
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
    /// The maximum cost of the session, in the currency of its estimate. If the estimate exceeds it, the unfinished jobs are cancelled,
    /// the session is closed while the block still runs, and an error is reported.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxCost { get; set; }

    internal override async Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (await OpenAsync(output, cancellationToken) is { } session)
        {
            var scope = new SessionScope(output)
            {
                CancelJobsOnError = CancelJobsOnError,
                WaitForJobs = WaitForJobs,
                MaxCost = MaxCost,
            };
            IWorkspaceClient client = await Resolver.ResolveAsync(Workspace, ItemReference<QuantumSession>.From(session).Origin, cancellationToken);
            await scope.RunAsync(client, session, RunBlock, cancellationToken);
        }
    }

    private async Task<QuantumSession?> OpenAsync(ICmdletOutput output, CancellationToken cancellationToken)
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
            return await new SessionOpener(output, Resolver).OpenAsync(request, Workspace, cancellationToken);
        }

        return output.ShouldProcess(ItemReference<QuantumSession>.From(Session).Description, "Run the script block, and close") ? Session : null;
    }

    // The runner has its own session state, so that dot-sourcing runs the block in the scope where it was written.
    private void RunBlock(QuantumSession session)
    {
        // A block uses the variables of the session state where it was written, which differs from the current session state if a
        // function of a module passes the block on. The property that contains it is not public.
        PSVariableIntrinsics variables = (BlockSessionState?.GetValue(ScriptBlock) as SessionState ?? SessionState).PSVariable;
        object previous = variables.GetValue("_");
        variables.Set("_", session);
        try
        {
            using SteppablePipeline runner = CreateRunner().GetSteppablePipeline(CommandOrigin.Internal, [ScriptBlock!, session]);
            runner.Begin(this);
            runner.Process();
            runner.End();
        }
        catch (RuntimeException e)
        {
            // Otherwise the engine replaces the id and position of the error with the id and position of this command.
            e.WasThrownFromThrowStatement = true;
            throw;
        }
        finally
        {
            variables.Set("_", previous);
        }
    }

    // In ConstrainedLanguage, the engine does not bind the runner's parameters. Only the runner is created in FullLanguage: the user's
    // block keeps the language mode in which it was written.
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
