using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>Lists the quotas of the providers in the workspace: the limits, and how much of them is used.</summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumSessionQuota", HelpUri = HelpUris.Sessions)]
[OutputType(typeof(QuantumQuota))]
public sealed class GetAzQuantumSessionQuota : WorkspaceCmdlet<QuantumWorkspace[]>
{
    private readonly List<QuantumWorkspace> _workspaces = [];
    private bool _hasInput;

    /// <summary>The ids of the providers to include.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProviderId { get; set; } = [];

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
        ? new QuotaReader(output, Resolver) { ProviderIds = ProviderId }.ListAsync(_workspaces, cancellationToken)
        : Task.CompletedTask;
}
