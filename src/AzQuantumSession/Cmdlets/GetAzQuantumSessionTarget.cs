using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the targets in the workspace, with their availability and queue time.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionTarget", HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumTarget))]
public sealed class GetAzQuantumSessionTarget : WorkspaceCmdlet<QuantumWorkspace[]>
{
    private readonly List<QuantumWorkspace> _workspaces = [];
    private bool _hasInput;

    /// <summary>The ids of targets, with wildcards.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The ids of the providers to include.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

    /// <summary>The input formats of jobs. A target that takes one of them is included.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] InputFormat { get; set; } = [];

    /// <summary>Whether to exclude targets that are not available.</summary>
    [Parameter]
    public SwitchParameter Available { get; set; }

    /// <summary>
    /// The workspaces to list: objects of <c>Connect-AzQuantumWorkspace</c> or <c>Get-AzQuantumWorkspaceConnection</c>, or ARM resource
    /// ids. Default: the default workspace of the runspace, then the environment variables.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [WorkspaceTransformation]
    [ValidateNotNullOrEmpty]
    public override QuantumWorkspace[]? Workspace { get; set; }

    internal override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Piped workspaces are listed together, at the end of the pipeline. An empty pipeline lists nothing.
        _hasInput = true;
        _workspaces.AddRange(Workspace ?? []);
        return Task.CompletedTask;
    }

    internal override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) => _hasInput
        ? new TargetReader(output, Resolver)
        {
            Name = WildcardMatcher.Create(Name),
            RequiredNames = WildcardMatcher.GetLiteralNames(Name),
            ProviderIds = ProviderId,
            InputFormats = InputFormat,
            AvailableOnly = Available,
        }.ListAsync(_workspaces, cancellationToken)
        : Task.CompletedTask;
}
