using AzQuantumSession.Completion;
using AzQuantumSession.Handlers;
using AzQuantumSession.Output;
using AzQuantumSession.Parameters;

namespace AzQuantumSession.Cmdlets;

/// <summary>The base class of commands that use one workspace.</summary>
public abstract class WorkspaceCmdlet : WorkspaceCmdlet<QuantumWorkspace>
{
}

/// <summary>The base class of commands that use workspaces.</summary>
/// <typeparam name="T">The type of <c>-Workspace</c>: <see cref="QuantumWorkspace"/>, or an array for commands that list several workspaces.</typeparam>
public abstract class WorkspaceCmdlet<T> : AsyncCmdlet
    where T : class
{
    /// <summary>
    /// The workspace: an object from <c>Connect-AzQuantumWorkspace</c>, or an ARM resource id. Default: the workspace of the input object,
    /// then the default workspace of the runspace, then the environment variables.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [WorkspaceTransformation]
    [ValidateNotNull]
    public virtual T? Workspace { get; set; }

    /// <summary>
    /// Rejects the paging parameters outside of lists. PowerShell adds them to all parameter sets, where they would be ignored silently.
    /// </summary>
    private protected static void ThrowIfPagingUnsupported(PagingParameters paging, bool isList)
    {
        if (!isList && (paging.IncludeTotalCount || paging.Skip > 0 || paging.First < ulong.MaxValue))
        {
            throw new CmdletException(
                ErrorIds.PagingNotSupported,
                ErrorCategory.InvalidArgument,
                "-First, -Skip, and -IncludeTotalCount apply to lists, not to -Id or -InputObject.")
            {
                IsTerminating = true,
            };
        }
    }

    /// <summary>Rejects an interval that would be ignored.</summary>
    private protected static void ThrowIfIntervalWithoutFollow(TimeSpan? pollingInterval, bool follow)
    {
        if (pollingInterval is not null && !follow)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid, ErrorCategory.InvalidArgument, "-PollingInterval applies to -Follow only. Specify -Follow, too, or omit it.")
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
