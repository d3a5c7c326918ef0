using System.Management.Automation;

namespace AzQuantumSession.Pipeline;

/// <summary>A command that works on a workspace.</summary>
public abstract class WorkspaceCmdlet : AsyncCmdlet
{
    /// <summary>
    /// The workspace: what <c>Connect-AzQuantumWorkspace</c> wrote, or an ARM resource id. Without it: the object's own
    /// workspace, then the runspace's default, then the environment variables.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public QuantumWorkspace? Workspace { get; set; }

}
