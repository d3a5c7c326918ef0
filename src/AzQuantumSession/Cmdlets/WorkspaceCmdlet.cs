using System.Management.Automation;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>A command that works on a workspace.</summary>
public abstract class WorkspaceCmdlet : AsyncCmdlet
{
    /// <summary>
    /// The workspace: what <c>Connect-AzQuantumWorkspace</c> wrote, or an ARM resource id. Without it: the object's own
    /// workspace, then the runspace's default, then the environment variables.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WorkspaceTransformation]
    [ValidateNotNull]
    public QuantumWorkspace? Workspace { get; set; }

    /// <summary>
    /// PowerShell offers the paging parameters in every parameter set; where there is no list they would be ignored in
    /// silence.
    /// </summary>
    private protected static void ThrowIfPagingUnsupported(PagingParameters paging, bool isList)
    {
        if (!isList && (paging.IncludeTotalCount || paging.Skip > 0 || paging.First < ulong.MaxValue))
        {
            throw new CmdletException(
                ErrorIds.PagingNotSupported,
                ErrorCategory.InvalidArgument,
                "-First, -Skip and -IncludeTotalCount go with a list, not with -Id or -InputObject.")
            {
                IsTerminating = true,
            };
        }
    }

    private protected Paging GetPaging(PagingParameters paging) => new(
        paging.Skip,
        paging.First,
        paging.IncludeTotalCount ? total => WriteObject(paging.NewTotalCount(total, 1.0)) : null);

}
