using AzQuantumSession.Completion;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that list what workspaces offer.</summary>
public abstract class WorkspaceListCmdlet : WorkspaceCmdlet<QuantumWorkspace[]>
{
    private readonly List<QuantumWorkspace> _workspaces = [];
    private bool _hasInput;

    /// <summary>
    /// The workspaces to list: objects of <c>Connect-AzQuantumWorkspace</c> or <c>Get-AzQuantumWorkspaceConnection</c>, or ARM resource
    /// ids. Default: the default workspace of the runspace, then the environment variables.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [WorkspaceTransformation]
    [ValidateNotNullOrEmpty]
    public sealed override QuantumWorkspace[]? Workspace { get; set; }

    internal sealed override Task ProcessAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        // Piped workspaces are listed together, at the end of the pipeline. An empty pipeline lists nothing.
        _hasInput = true;
        _workspaces.AddRange(Workspace ?? []);
        return Task.CompletedTask;
    }

    internal sealed override Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken) =>
        _hasInput ? ListAsync(_workspaces, output, cancellationToken) : Task.CompletedTask;

    /// <summary>Lists the workspaces; empty for the default workspace.</summary>
    private protected abstract Task ListAsync(
        IReadOnlyCollection<QuantumWorkspace> workspaces, ICmdletOutput output, CancellationToken cancellationToken);
}
