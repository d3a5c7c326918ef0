using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Cmdlets;

/// <summary>
/// Writes the default workspace of the runspace, or all workspaces that its sign-in can see. Without <c>-ListAvailable</c>, writes nothing
/// if no workspace is connected.
/// </summary>
[Cmdlet(VerbsCommon.Get, "AzQuantumWorkspaceConnection", HelpUri = HelpUris.Workspaces)]
[OutputType(typeof(QuantumWorkspace))]
public sealed class GetAzQuantumWorkspaceConnection : AsyncCmdlet
{
    /// <summary>
    /// Whether to list all workspaces that the sign-in of the default workspace can see, or the default credential if no workspace is
    /// connected. The workspaces can be used with the same sign-in.
    /// </summary>
    [Parameter]
    public SwitchParameter ListAvailable { get; set; }

    internal override async Task EndAsync(ICmdletOutput output, CancellationToken cancellationToken)
    {
        if (ListAvailable)
        {
            await foreach (QuantumWorkspace workspace in Resolver.ListAvailableAsync(cancellationToken))
            {
                output.WriteObject(workspace);
            }
        }
        else if (ConnectionStore.Current.Default is { } workspace)
        {
            output.WriteObject(workspace);
        }
    }
}
